#include "manager/http/schedules.hpp"

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/holiday_warnings.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/schedule_body.hpp"
#include "manager/library/trash.hpp"
#include "manager/publishing/schedule_times.hpp"

namespace marquee::manager {

namespace {

Result<ScheduleRecord> read_body(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body, read_schedule);
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
        write_schedule);
}

Result<Response> ScheduleResource::create(const StaffCall& call) {
    return read_body(call).and_then([&](ScheduleRecord row) {
        row.schedule.id = make_id<ScheduleId>(call.now, randomness_);
        row.head.created_at = row.head.changed_at = call.now;
        return database_
            .write([&](Change& change) -> Result<std::string> {
                return settle_schedule(change.view(), call.who, row)
                    .and_then([&] { return change.content.add_schedule(row); })
                    .and_then([&] { return record(change, entry(call, "schedule.create", row)); })
                    .and_then([&] { return body_of(change.view(), call, row); });
            })
            .map([&](std::string body) {
                publishing_.request(affected_by(row, row));
                return created(std::move(body), 1, "/api/v1/schedules/" + row.schedule.id.value);
            });
    });
}

Result<Response> ScheduleResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) -> Result<Response> {
        return find(view, call.places.front()).and_then([&](const ScheduleRecord& row) {
            return body_of(view, call, row).map([&](std::string body) {
                return json_of(std::move(body), row.head.version);
            });
        });
    });
}

Result<Response> ScheduleResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    Result<ScheduleRecord> row = read_body(call);
    if (!version || !row) {
        return tl::unexpected<Error>(version ? row.error() : version.error());
    }
    ScheduleRecord before;
    const Result<std::string> body = database_.write([&](Change& change) -> Result<std::string> {
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
        return settle_schedule(change.view(), call.who, *row)
            .and_then([&] { return change.content.change_schedule(*row); })
            .and_then([&](std::int64_t next) {
                row->head.version = next;
                return record(change, entry(call, "schedule.change", *row));
            })
            .and_then([&] { return body_of(change.view(), call, *row); });
    });
    return body.map([&](const std::string& text) {
        publishing_.request(affected_by(before, *row));
        return json_of(text, row->head.version);
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
                        const Discarded thing{TrashKind::schedule, row.schedule.id.value,
                                              row.head.unit, row.schedule.name};
                        return keep_in_trash(change, thing, call.who.account, call.now);
                    })
                    .and_then(
                        [&] { return change.content.remove_schedule(before.schedule.id, version); })
                    .and_then(
                        [&] { return record(change, entry(call, "schedule.remove", before)); });
            })
            .map([&] {
                publishing_.request(affected_by(before, before));
                return no_content();
            });
    });
}

// The row as it is kept, with what its owner should know.
Result<std::string> ScheduleResource::body_of(const View& view, const StaffCall& call,
                                              const ScheduleRecord& row) {
    return named_times(view, {row})
        .and_then([&](const NamedTimes& names) {
            const std::optional<Schedule> schedule = effective_schedule(row, names);
            return missing_holiday_years(
                view, schedule ? std::vector<Times>{schedule->times} : std::vector<Times>(),
                std::chrono::floor<std::chrono::days>(call.now));
        })
        .map([&](const std::vector<std::int32_t>& years) {
            return wire::write_object([&](wire::ObjectWriter& out) {
                write_schedule(out, row);
                write_missing_years(out, years, language_of(call.request));
            });
        });
}

} // namespace marquee::manager
