#include "manager/http/groups.hpp"

#include <algorithm>

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const DisplayGroup& row) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    out.ids("display_ids", row.displays);
}

std::string body_of(const DisplayGroup& row) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

Result<DisplayGroup> find(const View& view, const std::string& id) {
    return view.groups.group(GroupId{id});
}

Result<DisplayGroup> read_body(const Request& request) {
    return wire::read_object(request.text(), wire::staff_body, [](wire::Object in) {
        DisplayGroup row;
        row.head.unit = in.required("unit_id").id<UnitId>();
        row.name = in.required("name").line(limits::name_bytes_max, 1);
        row.displays = in.required("display_ids")
                           .list(limits::displays_per_group_max,
                                 [](const wire::Value& id) { return id.id<DisplayId>(); });
        std::sort(row.displays.begin(), row.displays.end());
        row.displays.erase(std::unique(row.displays.begin(), row.displays.end()),
                           row.displays.end());
        return row;
    });
}

// Its displays lie below its unit, so whoever may schedule there may schedule on all of them.
Status check_displays(const View& view, const DisplayGroup& row) {
    for (const DisplayId& id : row.displays) {
        const Result<Display> display = view.fleet.display(id);
        const Result<std::vector<UnitId>> path =
            display ? view.fleet.unit_path(display->head.unit)
                    : Result<std::vector<UnitId>>(std::vector<UnitId>());
        if (!path) {
            return tl::unexpected<Error>(path.error());
        }
        if (std::find(path->begin(), path->end(), row.head.unit) == path->end()) {
            return fail(ErrorCode::invalid_reference, "there is no such display in the unit",
                        "/display_ids");
        }
    }
    return {};
}

AuditEntry entry(const StaffCall& call, std::string action, const DisplayGroup& row) {
    return {.at = call.now,
            .unit = row.head.unit,
            .actor = call.who.account,
            .action = std::move(action),
            .subject = row.id.value,
            .detail = row.name + ": " + std::to_string(row.displays.size()) + " displays"};
}

} // namespace

StaffRoutes GroupResource::routes() {
    const std::string_view all = "/api/v1/groups";
    const std::string_view one = "/api/v1/groups/{id}";
    const UnitOf owner = unit_of_row(database_, find);
    return {
        {Method::get, all, Action::read_fleet, {}, [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::manage_displays, unit_in_body(),
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::read_fleet, owner,
         [this](const auto& call) { return show(call); }},
        {Method::put, one, Action::manage_displays, owner,
         [this](const auto& call) { return replace(call); }},
        {Method::remove, one, Action::manage_displays, owner,
         [this](const auto& call) { return remove(call); }},
    };
}

Result<Response> GroupResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.groups.groups(scope, page);
        },
        write_row);
}

Result<Response> GroupResource::create(const StaffCall& call) {
    return read_body(call.request).and_then([&](DisplayGroup row) {
        row.id = make_id<GroupId>(call.now, randomness_);
        row.head.created_at = row.head.changed_at = call.now;
        return database_
            .write([&](Change& change) -> Status {
                return check_displays(change.view(), row)
                    .and_then([&] { return change.groups.add_group(row); })
                    .and_then([&] { return record(change, entry(call, "group.create", row)); });
            })
            .map([&] { return created(body_of(row), 1, "/api/v1/groups/" + row.id.value); });
    });
}

Result<Response> GroupResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([](const DisplayGroup& row) { return json_of(body_of(row), row.head.version); });
}

Result<Response> GroupResource::replace(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    Result<DisplayGroup> row = read_body(call.request);
    if (!version || !row) {
        return tl::unexpected<Error>(version ? row.error() : version.error());
    }
    Affected affected;
    const Status done = database_.write([&](Change& change) -> Status {
        const Result<DisplayGroup> before = find(change.view(), call.places.front());
        if (!before) {
            return tl::unexpected<Error>(before.error());
        }
        if (row->head.unit != before->head.unit) {
            return fail(ErrorCode::wrong_state, "a group stays in its unit", "/unit_id");
        }
        row->id = before->id;
        row->head = before->head;
        row->head.version = *version;
        row->head.changed_at = call.now;
        affected.displays = before->displays;
        affected.displays.insert(affected.displays.end(), row->displays.begin(),
                                 row->displays.end());
        return check_displays(change.view(), *row)
            .and_then([&] { return change.groups.change_group(*row); })
            .and_then([&](std::int64_t next) {
                row->head.version = next;
                return record(change, entry(call, "group.change", *row));
            });
    });
    return done.map([&] {
        publishing_.request(affected);
        return json_of(body_of(*row), row->head.version);
    });
}

Result<Response> GroupResource::remove(const StaffCall& call) {
    return version_of(call.request).and_then([&](std::int64_t version) {
        return database_
            .write([&](Change& change) -> Status {
                return find(change.view(), call.places.front())
                    .and_then([&](const DisplayGroup& row) {
                        return change.groups.remove_group(row.id, version).and_then([&] {
                            return record(change, entry(call, "group.remove", row));
                        });
                    });
            })
            .map(no_content);
    });
}

} // namespace marquee::manager
