#include "manager/http/schedules.hpp"

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "manager/publishing/composition.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const ScheduleRecord& row) {
    out.member("id", row.schedule.id);
    write_head(out, row.head);
    out.member("name", row.schedule.name);
    out.member("program_id", row.schedule.program);
    out.member("priority", row.schedule.priority);
    out.member("any_time", row.schedule.any_time);
    out.member("campaign", row.campaign);
    out.object("times",
               [&](wire::ObjectWriter& inner) { wire::write_times(inner, row.schedule.times); });
    out.object("targets", [&](wire::ObjectWriter& inner) {
        inner.ids("units", row.targets.units);
        inner.ids("displays", row.targets.displays);
        inner.ids("groups", row.targets.groups);
        inner.ids("excluded_units", row.targets.excluded_units);
        inner.ids("excluded_displays", row.targets.excluded_displays);
    });
}

std::string body_of(const ScheduleRecord& row) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

template<typename IdType>
std::vector<IdType> read_ids(const wire::Value& value) {
    if (!value) {
        return {};
    }
    return value.list(limits::displays_addressed_max,
                      [](const wire::Value& id) { return id.id<IdType>(); });
}

ScheduleTargets read_targets(const wire::Value& value) {
    const wire::Object in = value.object();
    ScheduleTargets targets{.units = read_ids<UnitId>(in.optional("units")),
                            .displays = read_ids<DisplayId>(in.optional("displays")),
                            .groups = read_ids<GroupId>(in.optional("groups")),
                            .excluded_units = read_ids<UnitId>(in.optional("excluded_units")),
                            .excluded_displays =
                                read_ids<DisplayId>(in.optional("excluded_displays"))};
    if (targets.units.empty() && targets.displays.empty() && targets.groups.empty()) {
        value.refuse(ErrorCode::missing_member, "a schedule names a unit, a display or a group");
    }
    return targets;
}

Result<ScheduleRecord> read_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, [](wire::Object in) {
        ScheduleRecord row;
        row.head.unit = in.required("unit_id").id<UnitId>();
        row.schedule.name = in.required("name").line(limits::name_bytes_max, 1);
        row.schedule.program = in.required("program_id").id<ProgramId>();
        if (const wire::Value priority = in.optional("priority")) {
            row.schedule.priority = priority.word<PriorityClass>();
        }
        if (const wire::Value any_time = in.optional("any_time")) {
            row.schedule.any_time = any_time.boolean();
        }
        row.campaign = in.optional("campaign").line(limits::name_bytes_max);
        if (const wire::Value times = in.optional("times")) {
            row.schedule.times = wire::read_times(times.object());
        }
        row.targets = read_targets(in.required("targets"));
        return row;
    });
}

Result<ScheduleRecord> find(const View& view, const std::string& id) {
    return view.content.schedule(ScheduleId{id});
}

AuditEntry entry(const StaffCall& call, std::string action, const ScheduleRecord& row) {
    return {.at = call.now,
            .unit = row.head.unit,
            .actor = call.who.account,
            .action = std::move(action),
            .subject = row.schedule.id.value,
            .detail = row.schedule.name};
}

// Everything the old and the new row reach.
Affected affected_by(const ScheduleRecord& before, const ScheduleRecord& after) {
    Affected affected;
    affected.add(before.targets);
    affected.add(after.targets);
    return affected;
}

} // namespace

StaffRoutes ScheduleResource::routes() {
    const std::string_view all = "/api/v1/schedules";
    const std::string_view one = "/api/v1/schedules/{id}";
    const UnitOf owner = unit_of_row(database_, find);
    return {
        {Method::get,
         all,
         Action::read_content,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::schedule, unit_in_body(),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::read_content, owner,
         [this](const auto& call) { return show(call); }},
        {Method::put, one, Action::schedule, owner,
         [this](const auto& call) { return replace(call); }},
        {Method::remove, one, Action::schedule, owner,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> ScheduleResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.content.schedules(scope, page);
        },
        write_row);
}

Result<Response> ScheduleResource::create(const StaffCall& call) {
    return read_body(call.request.text()).and_then([&](ScheduleRecord row) -> Result<Response> {
        row.schedule.id = make_id<ScheduleId>(call.now, randomness_);
        row.head.created_at = row.head.changed_at = call.now;
        return database_
            .write([&](Change& change) -> Status {
                return check(change.view(), call, row)
                    .and_then([&] { return change.content.add_schedule(row); })
                    .and_then([&] { return record(change, entry(call, "schedule.create", row)); });
            })
            .map([&] {
                publishing_.request(affected_by(row, row));
                return created(body_of(row), 1, "/api/v1/schedules/" + row.schedule.id.value);
            });
    });
}

Result<Response> ScheduleResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([](const ScheduleRecord& row) { return json_of(body_of(row), row.head.version); });
}

Result<Response> ScheduleResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    Result<ScheduleRecord> row = read_body(call.request.text());
    if (!version || !row) {
        return tl::unexpected<Error>(version ? row.error() : version.error());
    }
    ScheduleRecord before;
    const Result<std::int64_t> changed =
        database_.write([&](Change& change) -> Result<std::int64_t> {
            const Result<ScheduleRecord> present = find(change.view(), call.places.front());
            if (!present) {
                return tl::unexpected<Error>(present.error());
            }
            before = *present;
            if (row->head.unit != before.head.unit) {
                return fail(ErrorCode::wrong_state, "a schedule stays in its unit", "/unit_id");
            }
            row->schedule.id = before.schedule.id;
            row->head = before.head;
            row->head.version = *version;
            row->head.changed_at = call.now;
            if (const Status checked = check(change.view(), call, *row); !checked) {
                return tl::unexpected<Error>(checked.error());
            }
            return change.content.change_schedule(*row).and_then([&](std::int64_t next) {
                return record(change, entry(call, "schedule.change", *row)).map([&] {
                    return next;
                });
            });
        });
    return changed.map([&](std::int64_t next) {
        publishing_.request(affected_by(before, *row));
        row->head.version = next;
        return json_of(body_of(*row), next);
    });
}

Result<Response> ScheduleResource::remove(const StaffCall& call) {
    return version_of(call.request).and_then([&](std::int64_t version) -> Result<Response> {
        ScheduleRecord before;
        return database_
            .write([&](Change& change) -> Status {
                return find(change.view(), call.places.front())
                    .and_then([&](const ScheduleRecord& row) {
                        before = row;
                        return change.content.remove_schedule(row.schedule.id, version);
                    })
                    .and_then(
                        [&] { return record(change, entry(call, "schedule.remove", before)); });
            })
            .map([&] {
                publishing_.request(affected_by(before, before));
                return no_content();
            });
    });
}

// The caller may reach every place the schedule names, and its program may be shown at all.
Status ScheduleResource::check(const View& view, const StaffCall& call,
                               const ScheduleRecord& row) const {
    std::vector<UnitId> places = row.targets.units;
    for (const DisplayId& id : row.targets.displays) {
        const Result<Display> display = view.fleet.display(id);
        if (!display) {
            return fail(ErrorCode::invalid_reference, "there is no such display",
                        "/targets/displays");
        }
        places.push_back(display->head.unit);
    }
    for (const GroupId& id : row.targets.groups) {
        const Result<DisplayGroup> group = view.groups.group(id);
        if (!group) {
            return fail(ErrorCode::invalid_reference, "there is no such group", "/targets/groups");
        }
        places.push_back(group->head.unit);
    }
    for (const UnitId& unit : places) {
        const Result<std::vector<UnitId>> path = view.fleet.unit_path(unit);
        if (!path) {
            return fail(ErrorCode::invalid_reference, "there is no such unit", "/targets/units");
        }
        if (Status allowed = authorise_in(call.who, Action::schedule, *path); !allowed) {
            return allowed;
        }
    }
    return check_program(view, row);
}

// Approved, and of a unit that shares it with the schedule's.
Status ScheduleResource::check_program(const View& view, const ScheduleRecord& row) const {
    const Result<ProgramRevision> latest = view.content.latest_revision(row.schedule.program);
    if (!latest) {
        return fail(ErrorCode::invalid_reference, "there is no such program", "/program_id");
    }
    const Result<bool> shared = shares(view.fleet, latest->head.unit, row.head.unit);
    if (!shared || !*shared) {
        return fail(ErrorCode::invalid_reference, "the program is another unit's", "/program_id");
    }
    if (!view.content.approved_revision(row.schedule.program)) {
        return fail(ErrorCode::wrong_state, "only an approved program is scheduled", "/program_id",
                    {{"state", std::string(to_slug(latest->state))},
                     {"needed", std::string(to_slug(ProgramState::approved))}});
    }
    return {};
}

} // namespace marquee::manager
