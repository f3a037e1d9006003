#include "manager/edge/contact.hpp"

#include <algorithm>

#include "manager/fleet/time_token.hpp"

namespace marquee::manager {

Contact::Contact(Database& database, const TrustAuthority& trust, Presence& presence,
                 const Clock& clock)
    : database_(database), trust_(trust), presence_(presence), clock_(clock) {}

// Notes what is true of it, and says what the player's displays should hold.
Result<std::vector<ManifestHead>> Contact::believe(Heartbeat& heartbeat, const Player& player) {
    if (heartbeat.player != player.id) {
        return fail(ErrorCode::invalid_reference,
                    "the heartbeat speaks for another player than the certificate", "/player");
    }
    Result<std::vector<ManifestHead>> heads = manifest_heads(player);
    if (heads) {
        std::erase_if(heartbeat.displays, [&](const DisplayHeartbeat& display) {
            return std::none_of(heads->begin(), heads->end(), [&](const ManifestHead& head) {
                return head.display == display.display;
            });
        });
        presence_.note(heartbeat, clock_.wall(), clock_.monotonic());
    }
    return heads;
}

Result<ContactAnswer> Contact::answer(Heartbeat heartbeat, const Player& player) {
    const Result<Envelope> token = time_token(trust_, heartbeat.nonce, clock_.wall());
    if (!token) {
        return tl::unexpected<Error>(token.error());
    }
    return believe(heartbeat, player).map([&](std::vector<ManifestHead> heads) {
        return ContactAnswer{.overrides = {},
                             .time_token = *token,
                             .trust_version = trust_.document().version,
                             .manifests = std::move(heads),
                             .next_contact = presence_.contact_interval()};
    });
}

Result<Hint> Contact::hear(Heartbeat heartbeat, const Player& player) {
    return believe(heartbeat, player).map([&](const std::vector<ManifestHead>& heads) {
        Hint news;
        for (const ManifestHead& head : heads) {
            for (const DisplayHeartbeat& display : heartbeat.displays) {
                const bool known = display.active == head.number || display.wanted == head.number;
                if (display.display == head.display && !known) {
                    news.reasons.insert(HintReason::manifest);
                }
            }
        }
        if (heartbeat.trust_version < trust_.document().version) {
            news.reasons.insert(HintReason::trust);
        }
        return news;
    });
}

Result<std::vector<ManifestHead>> Contact::manifest_heads(const Player& player) {
    return database_.read([&](const View& view) -> Result<std::vector<ManifestHead>> {
        const Result<std::vector<Display>> displays = view.fleet.displays_of(player.id);
        if (!displays) {
            return tl::unexpected<Error>(displays.error());
        }
        std::vector<ManifestHead> heads;
        for (const Display& display : *displays) {
            const Result<WantedManifest> wanted = view.fleet.wanted(display.id);
            Result<std::vector<UnitId>> path = view.fleet.unit_path(display.head.unit);
            if (!path) {
                return tl::unexpected<Error>(std::move(path.error()));
            }
            // A display that was enrolled a moment ago has no manifest yet: number 0.0.
            heads.push_back({.display = display.id,
                             .number = wanted ? wanted->number : ManifestNumber{},
                             .unit_path = *std::move(path)});
        }
        return heads;
    });
}

} // namespace marquee::manager
