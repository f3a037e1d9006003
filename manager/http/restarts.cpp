#include "manager/http/restarts.hpp"

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

namespace {

Result<Display> find(const View& view, const std::string& id) {
    return view.fleet.display(DisplayId{id});
}

std::string_view word_of(RestartState state) {
    switch (state) {
    case RestartState::asked:
        return "asked";
    case RestartState::restarted:
        return "restarted";
    case RestartState::unanswered:
        break;
    }
    return "unanswered";
}

Response answer_with(const OrderedRestart& order, int status) {
    return json(wire::write_object([&](wire::ObjectWriter& out) {
                    out.member("state", word_of(order.state));
                    out.member("asked_at", order.asked_at);
                    out.member("restarted_at", order.restarted_at);
                }),
                status);
}

} // namespace

StaffRoutes RestartResource::routes() {
    const UnitOf owner = unit_of_row(database_, find);
    const std::string_view path = "/api/v1/displays/{id}/restart";
    return {
        {Method::get, path, Action::read_fleet, owner,
         [this](const auto& call) { return show(call); }},
        {Method::post, path, Action::manage_displays, owner,
         [this](const auto& call) { return order(call); }},
    };
}

Result<Response> RestartResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .and_then([&](const Display& display) -> Result<Response> {
            const std::optional<OrderedRestart> order = restarts_.latest(display.player);
            if (!order) {
                return fail(ErrorCode::not_found, "nobody has asked for a restart");
            }
            return answer_with(*order, 200);
        });
}

Result<Response> RestartResource::order(const StaffCall& call) {
    std::optional<PlayerId> ordered;
    const Status noted = database_.write([&](Change& change) -> Status {
        const Result<Display> display = find(change.view(), call.places.front());
        if (!display) {
            return tl::unexpected(display.error());
        }
        return change.fleet.player(display->player).and_then([&](const Player& player) {
            ordered = player.id;
            return restarts_.can_order(player).and_then([&] {
                return record(change, {.at = call.now,
                                       .unit = display->head.unit,
                                       .actor = call.who.account,
                                       .action = "player.restart",
                                       .subject = player.id.value,
                                       .detail = player.name});
            });
        });
    });
    return noted.map([&] { return answer_with(restarts_.order(*ordered), 202); });
}

} // namespace marquee::manager
