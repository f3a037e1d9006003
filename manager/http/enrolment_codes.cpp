#include "manager/http/enrolment_codes.hpp"

#include "manager/http/resource.hpp"
#include "schemas/model/fingerprint.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

constexpr std::size_t typed_code_bytes_max = 40;

void write_device(wire::ObjectWriter& out, const WaitingDevice& device, const Sha256& trust) {
    out.member("code", device.code);
    out.member("device_fingerprint", short_fingerprint(device.key));
    out.member("trust_fingerprint", short_fingerprint(trust));
    out.member("name", device.name);
    out.member("software", device.software.version);
    out.list("displays", device.displays,
             [](wire::ObjectWriter& row, const DisplayDescription& display) {
                 row.member("name", display.name);
                 row.member("kind", display.kind);
                 row.object("size", [&](wire::ObjectWriter& size) {
                     size.member("width", display.size.width);
                     size.member("height", display.size.height);
                 });
             });
    out.member("address", device.address);
    out.member("expires_at", device.expires_at);
}

} // namespace

StaffRoutes EnrolmentCodeResource::routes() {
    return {
        // The device belongs nowhere yet: whoever may enrol anywhere may look.
        {Method::post,
         "/api/v1/enrolments/lookups",
         Action::enrol,
         {},
         [this](const auto& call) { return look_up(call); }},
        {Method::post, "/api/v1/enrolments/confirmations", Action::enrol, unit_in_body(),
         [this](const auto& call) { return confirm(call); }},
    };
}

Result<Response> EnrolmentCodeResource::look_up(const StaffCall& call) {
    return wire::read_object(
               call.request.text(), wire::staff_body,
               [](wire::Object in) { return in.required("code").line(typed_code_bytes_max, 1); })
        .and_then([&](const std::string& code) { return codes_.look_up(code, call.who.account); })
        .map([&](const WaitingDevice& device) {
            return json(wire::write_object(
                [&](wire::ObjectWriter& out) { write_device(out, device, trust_.digest()); }));
        });
}

Result<Response> EnrolmentCodeResource::confirm(const StaffCall& call) {
    return wire::read_object(
               call.request.text(), wire::staff_body,
               [&](wire::Object in) {
                   CodeConfirmation said{
                       in.required("code").line(typed_code_bytes_max, 1),
                       in.required("device_fingerprint").line(typed_code_bytes_max, 1),
                       in.required("unit_id").id<UnitId>(),
                       in.optional("name").line(limits::name_bytes_max), call.who.account};
                   if (const wire::Value replaces = in.optional("replaces_player_id")) {
                       said.replaces = replaces.id<PlayerId>();
                   }
                   return said;
               })
        .and_then([&](const CodeConfirmation& wanted) { return codes_.confirm(wanted); })
        .map([](const EnrolmentTicket& ticket) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                            out.member("id", ticket.id);
                            write_head(out, ticket.head);
                            out.member("expires_at", ticket.expires_at);
                        }),
                        201);
        });
}

} // namespace marquee::manager
