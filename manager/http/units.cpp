#include "manager/http/units.hpp"

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const Unit& row) {
    out.member("id", row.id);
    if (!row.parent.empty()) {
        out.member("parent_id", row.parent);
    }
    out.member("name", row.name);
    out.member("kind", row.kind);
    out.member("version", row.head.version);
    out.member("created_at", row.head.created_at);
    out.member("changed_at", row.head.changed_at);
}

std::string body_of(const Unit& row) {
    return wire::write_object([&](wire::ObjectWriter& out) { write_row(out, row); });
}

Result<Unit> find(const View& view, const std::string& id) {
    return view.fleet.unit(UnitId{id});
}

// A new unit belongs to its parent until it exists.
Result<UnitId> parent_in_body(const Request& request, const std::vector<std::string>&) {
    const wire::ReadRules rules{limits::staff_body_bytes_max, wire::UnknownMembers::ignored};
    return wire::read_object(request.text(), rules,
                             [](wire::Object in) { return in.required("parent_id").id<UnitId>(); });
}

AuditEntry entry(const StaffCall& call, std::string action, const Unit& row) {
    return {.at = call.now,
            .unit = row.id,
            .actor = call.who.account,
            .action = std::move(action),
            .subject = row.id.value,
            .detail = row.name};
}

} // namespace

StaffRoutes UnitResource::routes() {
    const std::string_view all = "/api/v1/units";
    const std::string_view one = "/api/v1/units/{id}";
    const UnitOf itself = unit_of_row(database_, find);
    return {
        {Method::get,
         "/api/v1/organisation",
         Action::read_fleet,
         {},
         [this](const auto& call) { return organisation(call); }},
        {Method::get, all, Action::read_fleet, {}, [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::manage_units, parent_in_body,
         [this](const auto& call) { return create(call); }},
        {Method::get, one, Action::read_fleet, itself,
         [this](const auto& call) { return show(call); }},
        {Method::patch, one, Action::manage_units, itself,
         [this](const auto& call) { return change(call); }},
    };
}

Result<Response> UnitResource::organisation(const StaffCall&) {
    return database_.read([](const View& view) { return view.fleet.organisation(); })
        .map([](const Organisation& organisation) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                out.member("id", organisation.id);
                out.member("name", organisation.name);
                out.member("root_unit_id", organisation.root);
                out.member("time_zone", organisation.time_zone);
                out.member("epoch", organisation.epoch);
                out.member("created_at", organisation.created_at);
            }));
        });
}

Result<Response> UnitResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.fleet.units(scope, page);
        },
        write_row);
}

Result<Response> UnitResource::create(const StaffCall& call) {
    return wire::read_object(call.request.text(), wire::staff_body,
                             [](wire::Object in) {
                                 Unit row;
                                 row.parent = in.required("parent_id").id<UnitId>();
                                 row.name = in.required("name").line(limits::name_bytes_max, 1);
                                 row.kind = in.required("kind").line(limits::word_bytes_max, 1);
                                 return row;
                             })
        .and_then([&](Unit row) -> Result<Response> {
            row.id = make_id<UnitId>(call.now, randomness_);
            row.head = {.unit = row.id, .created_at = call.now, .changed_at = call.now};
            return database_
                .write([&](Change& change) -> Status {
                    return change.fleet.add_unit(row).and_then(
                        [&] { return record(change, entry(call, "unit.create", row)); });
                })
                .map([&] { return created(body_of(row), 1, "/api/v1/units/" + row.id.value); });
        });
}

Result<Response> UnitResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .map([](const Unit& row) { return json_of(body_of(row), row.head.version); });
}

Result<Response> UnitResource::change(const StaffCall& call) {
    struct Patch {
        std::optional<std::string> name;
        std::optional<std::string> kind;
    };
    const Result<std::int64_t> version = version_of(call.request);
    const Result<Patch> patch =
        wire::read_object(call.request.text(), wire::staff_body, [](wire::Object in) {
            Patch read;
            if (const wire::Value name = in.optional("name")) {
                read.name = name.line(limits::name_bytes_max, 1);
            }
            if (const wire::Value kind = in.optional("kind")) {
                read.kind = kind.line(limits::word_bytes_max, 1);
            }
            return read;
        });
    if (!version || !patch) {
        return tl::unexpected<Error>(version ? patch.error() : version.error());
    }
    const Result<Unit> changed = database_.write([&](Change& change) -> Result<Unit> {
        Result<Unit> row = find(change.view(), call.places.front());
        if (!row) {
            return row;
        }
        row->name = patch->name.value_or(row->name);
        row->kind = patch->kind.value_or(row->kind);
        row->head.version = *version;
        row->head.changed_at = call.now;
        return change.fleet.change_unit(*row).and_then([&](std::int64_t next) {
            row->head.version = next;
            return record(change, entry(call, "unit.change", *row)).map([&] { return *row; });
        });
    });
    return changed.map([&](const Unit& row) {
        publishing_.request({.units = {row.id}});
        return json_of(body_of(row), row.head.version);
    });
}

} // namespace marquee::manager
