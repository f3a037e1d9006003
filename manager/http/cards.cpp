#include "manager/http/cards.hpp"

#include "manager/access/audit.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

struct Target {
    Display display;
    Player player;
    std::string unit; // its name
};

Result<Display> find(const View& view, const std::string& id) {
    return view.fleet.display(DisplayId{id});
}

Result<Target> target_of(const View& view, const std::string& id) {
    Result<Display> display = find(view, id);
    if (!display) {
        return tl::unexpected<Error>(std::move(display.error()));
    }
    Result<Player> player = view.fleet.player(display->player);
    Result<Unit> unit = view.fleet.unit(display->head.unit);
    if (!player || !unit) {
        return tl::unexpected<Error>(player ? unit.error() : player.error());
    }
    return Target{*std::move(display), *std::move(player), std::move(unit->name)};
}

CardWish read_wish(const wire::Object& in) {
    CardWish wish;
    wish.kind = in.required("kind").word<CardKind>();
    if (const wire::Value module = in.optional("module")) {
        wish.module = wire::read_size(module.object(), 1);
    }
    if (const wire::Value minutes = in.optional("minutes")) {
        wish.minutes = minutes.integer<std::int64_t>(1, limits::card_minutes_max);
    }
    return wish;
}

Response answer_with(const OrderedCard& card, bool seen, int status) {
    return json(wire::write_object([&](wire::ObjectWriter& out) {
                    out.member("id", card.order.id);
                    out.member("kind", card.order.kind);
                    if (card.order.kind == CardKind::modules) {
                        out.object("module", [&](wire::ObjectWriter& module) {
                            wire::write_size(module, card.order.module);
                        });
                    }
                    out.member("until", card.until);
                    out.member("seen", seen);
                }),
                status);
}

AuditEntry entry(const StaffCall& call, const Target& target, std::string action,
                 std::string detail) {
    return {.at = call.now,
            .unit = target.display.head.unit,
            .actor = call.who.account,
            .action = std::move(action),
            .subject = target.display.id.value,
            .detail = std::move(detail)};
}

} // namespace

StaffRoutes CardResource::routes() {
    const UnitOf owner = unit_of_row(database_, find);
    const std::string_view path = "/api/v1/displays/{id}/card";
    return {
        {Method::get, path, Action::read_fleet, owner,
         [this](const auto& call) { return show(call); }},
        {Method::post, path, Action::manage_displays, owner,
         [this](const auto& call) { return put_up(call); }},
        {Method::remove, path, Action::manage_displays, owner,
         [this](const auto& call) { return take_down(call); }},
    };
}

Result<Response> CardResource::show(const StaffCall& call) {
    return database_.read([&](const View& view) { return find(view, call.places.front()); })
        .and_then([&](const Display& display) -> Result<Response> {
            const std::optional<OrderedCard> card = cards_.standing(display.id);
            if (!card) {
                return fail(ErrorCode::not_found, "no card stands on the display");
            }
            return answer_with(*card, cards_.seen(card->order, display.player), 200);
        });
}

Result<Response> CardResource::put_up(const StaffCall& call) {
    Result<CardWish> wish = wire::read_object(call.request.text(), wire::staff_body, read_wish);
    if (!wish) {
        return tl::unexpected<Error>(std::move(wish.error()));
    }
    std::optional<Target> target;
    const Status noted = database_.write([&](Change& change) -> Status {
        return target_of(change.view(), call.places.front())
            .and_then([&](const Target& found) -> Status {
                target = found;
                return cards_.can_stand(found.display, found.player).and_then([&] {
                    const std::string detail = std::string(wire::word(wish->kind)) + ", "
                                               + std::to_string(wish->minutes) + " min";
                    return record(change, entry(call, found, "display.card", detail));
                });
            });
    });
    return noted.map([&] {
        wish->unit = target->unit;
        return answer_with(cards_.put_up(target->display, target->player, *wish), false, 201);
    });
}

Result<Response> CardResource::take_down(const StaffCall& call) {
    std::optional<Target> target;
    const Status noted = database_.write([&](Change& change) -> Status {
        return target_of(change.view(), call.places.front())
            .and_then([&](const Target& found) -> Status {
                target = found;
                if (!cards_.standing(found.display.id)) {
                    return fail(ErrorCode::not_found, "no card stands on the display");
                }
                return record(change, entry(call, found, "display.card_end", ""));
            });
    });
    return noted.map([&] {
        cards_.take_down(target->display.id, target->player.id);
        return no_content();
    });
}

} // namespace marquee::manager
