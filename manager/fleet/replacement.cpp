#include "manager/fleet/replacement.hpp"

#include <algorithm>

#include "manager/access/audit.hpp"

namespace marquee::manager {

namespace {

bool is_same(const Display& display, const DisplayDescription& described) {
    return display.kind == described.kind && display.name == described.name;
}

std::string names_of(const std::vector<DisplayDescription>& described) {
    std::string names;
    for (const DisplayDescription& each : described) {
        names += (names.empty() ? "" : ", ") + each.name;
    }
    return names;
}

std::string names_of(const std::vector<Display>& displays) {
    std::string names;
    for (const Display& each : displays) {
        names += (names.empty() ? "" : ", ") + each.name;
    }
    return names;
}

Status begin_journals_anew(Change& change, const DisplayId& display) {
    const Result<JournalMark> plays = change.plays.mark(display);
    Result<UptimeProgress> uptime = change.uptime.progress(display);
    if (!plays || !uptime) {
        return tl::unexpected(plays ? uptime.error() : plays.error());
    }
    uptime->mark.number = 0;
    uptime->doubtful = true;
    return change.plays.set_mark(display, {.number = 0, .lost = plays->lost}).and_then([&] {
        return change.uptime.set_progress(display, *uptime);
    });
}

} // namespace

Result<Player> replaceable(const View& view, const PlayerId& id, const UnitId& unit) {
    Result<Player> player = view.fleet.player(id);
    if (!player || player->head.unit != unit) {
        return fail(ErrorCode::invalid_reference, "the unit has no such player",
                    "/replaces_player_id");
    }
    if (player->retired_at) {
        return fail(ErrorCode::wrong_state, "the player is retired", "/replaces_player_id",
                    {{"state", "retired"}});
    }
    return player;
}

Result<std::vector<Display>> take_places(std::vector<Display> displays,
                                         const std::vector<DisplayDescription>& described) {
    const bool single = displays.size() == 1 && described.size() == 1
                        && displays.front().kind == described.front().kind;
    bool whole = displays.size() == described.size();
    for (Display& display : displays) {
        const auto found =
            single ? described.begin()
                   : std::find_if(described.begin(), described.end(),
                                  [&](const auto& each) { return is_same(display, each); });
        whole = whole && found != described.end();
        if (whole) {
            display.name = found->name;
            display.size = found->size;
        }
    }
    if (!whole) {
        return fail(ErrorCode::wrong_state,
                    "the device has the displays " + names_of(described)
                        + ", the one it replaces has " + names_of(displays)
                        + ": give it displays of the same names and kinds",
                    "/displays", {{"state", "other_displays"}});
    }
    return displays;
}

Status add_ticket(Change& change, const EnrolmentTicket& ticket) {
    const Status withdrawn =
        ticket.player.empty()
            ? Status{}
            : change.fleet.withdraw_tickets(ticket.player, ticket.head.created_at);
    return withdrawn.and_then([&] { return change.fleet.add_ticket(ticket); });
}

Status take_over(Change& change, const Player& player, const std::vector<Display>& displays,
                 const Sha256& token, Instant now) {
    const auto spent = change.fleet.spend_ticket(token, player.id, now);
    if (!spent) { // withdrawn meanwhile, or used
        return tl::unexpected(spent.error());
    }
    if (const auto changed = change.fleet.change_player(player); !changed) {
        return tl::unexpected(changed.error());
    }
    for (const Display& display : displays) {
        const Status moved = change.fleet.change_display(display).and_then(
            [&](std::int64_t) { return begin_journals_anew(change, display.id); });
        if (!moved) {
            return moved;
        }
    }
    return change.fleet.withdraw_tickets(player.id, now).and_then([&] {
        return record(change, {.at = now,
                               .unit = player.head.unit,
                               .actor = {},
                               .action = "player.replace",
                               .subject = player.id.value,
                               .detail = player.name});
    });
}

} // namespace marquee::manager
