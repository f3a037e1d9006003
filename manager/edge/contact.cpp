#include "manager/edge/contact.hpp"

#include <algorithm>

#include "manager/access/audit.hpp"
#include "manager/fleet/override_receipts.hpp"
#include "manager/fleet/time_token.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::manager {

namespace {

template<typename Any>
bool contains(const std::vector<Any>& list, const Any& value) {
    return std::find(list.begin(), list.end(), value) != list.end();
}

bool addresses(const OverrideTargets& targets, const ManifestHead& head) {
    return contains(targets.displays, head.display)
           || std::any_of(head.unit_path.begin(), head.unit_path.end(),
                          [&](const UnitId& unit) { return contains(targets.units, unit); });
}

// The display does not show what holds, or still shows what was lifted.
bool is_unheeded(const OverrideRecord& row, const DisplayId& display, const LastWord& word) {
    const Receipt receipt = receipt_of(row, display, word, true);
    return row.lifted_at ? receipt.shown : !receipt.shown && receipt.cause == WaitingCause::not_yet;
}

// The displays are covered by what was ordered and by nothing else. What an emergency hides is
// taken for heeded: nobody can see the difference.
bool shows_cards(const Heartbeat& heartbeat, const std::vector<CardOrder>& orders) {
    return std::all_of(
        heartbeat.displays.begin(), heartbeat.displays.end(), [&](const DisplayHeartbeat& one) {
            const auto order =
                std::find_if(orders.begin(), orders.end(), [&](const CardOrder& wanted) {
                    return wanted.display == one.display;
                });
            const auto wanted = order == orders.end() ? std::optional<CardId>() : order->id;
            return one.card == wanted || one.rung == Rung::black || one.rung == Rung::notice;
        });
}

} // namespace

// Notes what is true of it, and says what the player's displays should hold and obey.
Result<Contact::Orders> Contact::believe(Heartbeat& heartbeat, const Player& player) {
    if (heartbeat.player != player.id) {
        return fail(ErrorCode::invalid_reference,
                    "the heartbeat speaks for another player than the certificate", "/player");
    }
    if (heartbeat.software != player.software) {
        note_software(player, heartbeat.software);
    }
    Result<Orders> orders = orders_for(player);
    if (orders) {
        const std::vector<ManifestHead>& heads = orders->manifests;
        std::erase_if(heartbeat.displays, [&](const DisplayHeartbeat& display) {
            return std::none_of(heads.begin(), heads.end(), [&](const ManifestHead& head) {
                return head.display == display.display;
            });
        });
        around_.presence.note(heartbeat, around_.clock.wall(), around_.clock.monotonic());
        orders->restart = around_.restarts.run_to_end(player.id); // this may be the new run
    }
    return orders;
}

// What cannot be written now (a full disk, say) is tried again with the next heartbeat: no reason
// to turn the player away.
void Contact::note_software(const Player& player, const Software& software) {
    Affected affected;
    const Status noted = around_.database.write([&](Change& change) -> Status {
        Result<Player> row = change.fleet.player(player.id);
        Result<std::vector<Display>> displays = change.fleet.displays_of(player.id);
        if (!row || !displays) {
            return tl::unexpected<Error>(row ? displays.error() : row.error());
        }
        for (const Display& display : *displays) {
            affected.displays.push_back(display.id);
        }
        row->software = software;
        row->head.changed_at = around_.clock.wall();
        return change.fleet.change_player(*row).and_then([&](std::int64_t) {
            return record(change, {.at = row->head.changed_at,
                                   .unit = row->head.unit,
                                   .actor = {},
                                   .action = "player.software",
                                   .subject = row->id.value,
                                   .detail = software.name + " " + software.version});
        });
    });
    if (noted) {
        around_.publishing.request(affected);
    }
}

Result<ContactAnswer> Contact::answer(Heartbeat heartbeat, const Player& player) {
    const Result<Envelope> token = time_token(around_.trust, heartbeat.nonce, around_.clock.wall());
    if (!token) {
        return tl::unexpected<Error>(token.error());
    }
    Result<Orders> orders = believe(heartbeat, player);
    if (!orders) {
        return tl::unexpected<Error>(std::move(orders.error()));
    }
    ContactAnswer answer{.time_token = *token,
                         .trust_version = around_.trust.document().version,
                         .manifests = std::move(orders->manifests),
                         .screenshots = std::move(orders->screenshots),
                         .cards = std::move(orders->cards),
                         .restart = std::move(orders->restart),
                         .next_contact = around_.presence.contact_interval()};
    for (const OverrideRecord& row : orders->overrides) {
        Result<Envelope> envelope = wire::read_envelope(row.envelope, limits::override_bytes_max);
        if (!envelope) {
            return tl::unexpected<Error>(std::move(envelope.error()));
        }
        answer.overrides.push_back(*std::move(envelope));
    }
    return answer;
}

Result<Hint> Contact::hear(Heartbeat heartbeat, const Player& player) {
    const Result<Orders> orders = believe(heartbeat, player);
    if (!orders) {
        return tl::unexpected<Error>(orders.error());
    }
    Hint news;
    const LastWord word{.heartbeat = heartbeat, .at = around_.clock.wall()};
    for (const ManifestHead& head : orders->manifests) {
        for (const DisplayHeartbeat& display : heartbeat.displays) {
            const bool known = display.active == head.number || display.wanted == head.number;
            if (display.display == head.display && !known) {
                news.reasons.insert(HintReason::manifest);
            }
        }
        for (const OverrideRecord& row : orders->overrides) {
            if (addresses(row.targets, head) && is_unheeded(row, head.display, word)) {
                news.reasons.insert(HintReason::screen_override);
            }
        }
    }
    if (!shows_cards(heartbeat, orders->cards)) {
        news.reasons.insert(HintReason::card);
    }
    if (!orders->restart.empty()) {
        news.reasons.insert(HintReason::restart);
    }
    if (!orders->screenshots.empty()) {
        news.reasons.insert(HintReason::screenshot);
    }
    if (heartbeat.trust_version < around_.trust.document().version) {
        news.reasons.insert(HintReason::trust);
    }
    return news;
}

Result<Contact::Orders> Contact::orders_for(const Player& player) {
    return around_.database.read([&](const View& view) -> Result<Orders> {
        const Result<std::vector<Display>> displays = view.fleet.displays_of(player.id);
        if (!displays) {
            return tl::unexpected<Error>(displays.error());
        }
        Orders orders;
        OverrideTargets places;
        for (const Display& display : *displays) {
            const Result<WantedManifest> wanted = view.fleet.wanted(display.id);
            Result<std::vector<UnitId>> path = view.fleet.unit_path(display.head.unit);
            if (!path) {
                return tl::unexpected<Error>(std::move(path.error()));
            }
            places.displays.push_back(display.id);
            places.units.insert(places.units.end(), path->begin(), path->end());
            // A display that was enrolled a moment ago has no manifest yet: number 0.0.
            orders.manifests.push_back({.display = display.id,
                                        .number = wanted ? wanted->number : ManifestNumber{},
                                        .unit_path = *std::move(path)});
        }
        orders.cards = around_.cards.orders(places.displays);
        orders.screenshots = around_.screenshots.open_orders(places.displays);
        return view.overrides
            .reaching(places, around_.clock.wall(), limits::overrides_per_contact_max)
            .map([&](std::vector<OverrideRecord> overrides) {
                orders.overrides = std::move(overrides);
                return std::move(orders);
            });
    });
}

} // namespace marquee::manager
