#include "manager/http/resource.hpp"

#include "schemas/wire/reader.hpp"

namespace marquee::manager {

void write_head(wire::ObjectWriter& out, const RowHead& head) {
    out.member("unit_id", head.unit);
    out.member("version", head.version);
    out.member("created_at", head.created_at);
    out.member("changed_at", head.changed_at);
}

Result<bool> asks_for_shared(const Request& request) {
    const std::string_view asked = request.query.find("with_shared").value_or("false");
    if (asked != "true" && asked != "false") {
        return fail(ErrorCode::malformed, "with_shared is true or false", "with_shared");
    }
    return asked == "true";
}

Result<Scope> scope_asked(const View& view, const StaffCall& call, Action action) {
    const auto unit = call.request.query.find("unit_id");
    if (!unit) {
        return call.scope;
    }
    const UnitId asked{std::string(*unit)};
    return view.fleet.unit_path(asked).and_then([&](const std::vector<UnitId>& path) {
        return authorise_in(call.who, action, path).map([&] { return Scope{{asked}}; });
    });
}

UnitOf unit_in_body() {
    return [](const Request& request, const std::vector<std::string>&) -> Result<UnitId> {
        const wire::ReadRules rules{limits::staff_body_bytes_max, wire::UnknownMembers::ignored};
        return wire::read_object(request.text(), rules, [](wire::Object in) {
            return in.required("unit_id").id<UnitId>();
        });
    };
}

} // namespace marquee::manager
