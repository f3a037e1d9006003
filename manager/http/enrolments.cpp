#include "manager/http/enrolments.hpp"

#include "manager/http/resource.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

void write_row(wire::ObjectWriter& out, const EnrolmentTicket& row) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("expires_at", row.expires_at);
    out.member("spent_at", row.spent_at);
    if (!row.player_name.empty()) {
        out.member("name", row.player_name);
    }
    if (!row.player.empty()) {
        out.member("player_id", row.player);
    }
}

} // namespace

StaffRoutes EnrolmentResource::routes() {
    const std::string_view all = "/api/v1/enrolments";
    return {
        {Method::get, all, Action::read_fleet, {}, [this](const auto& call) { return list(call); }},
        {Method::post, all, Action::enrol, unit_in_body(),
         [this](const auto& call) { return create(call); }},
    };
}

Result<Response> EnrolmentResource::list(const StaffCall& call) {
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.fleet.tickets(scope, page);
        },
        write_row);
}

Result<Response> EnrolmentResource::create(const StaffCall& call) {
    return wire::read_object(
               call.request.text(), wire::staff_body,
               [&](wire::Object in) {
                   TicketOrder order{.unit = in.required("unit_id").id<UnitId>(),
                                     .actor = call.who.account};
                   if (const wire::Value seconds = in.optional("valid_seconds")) {
                       order.validity =
                           Seconds{seconds.integer<std::int64_t>(60, ticket_validity_max.count())};
                   }
                   if (const wire::Value replaces = in.optional("replaces_player_id")) {
                       order.replaces = replaces.id<PlayerId>();
                   }
                   if (const wire::Value name = in.optional("name")) {
                       order.name = name.line(limits::name_bytes_max, 1);
                   }
                   return order;
               })
        .and_then([&](const TicketOrder& order) { return enrolment_.create(order); })
        .map([](const NewTicket& made) {
            const std::string body = wire::write_object([&](wire::ObjectWriter& out) {
                write_row(out, made.ticket);
                out.raw("file", wire::write_enrolment_file(made.file));
            });
            return json(body, 201);
        });
}

} // namespace marquee::manager
