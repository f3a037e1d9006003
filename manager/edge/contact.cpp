#include "manager/edge/contact.hpp"

#include <algorithm>

#include "manager/fleet/time_token.hpp"

namespace marquee::manager {

Contact::Contact(Database& database, const TrustAuthority& trust, Presence& presence,
                 const Clock& clock)
    : database_(database), trust_(trust), presence_(presence), clock_(clock) {}

Result<ContactAnswer> Contact::answer(Heartbeat heartbeat, const Player& player) {
    if (heartbeat.player != player.id) {
        return fail(ErrorCode::invalid_reference,
                    "the heartbeat speaks for another player than the certificate", "/player");
    }
    Result<std::vector<ManifestHead>> heads = manifest_heads(player);
    if (!heads) {
        return tl::unexpected<Error>(std::move(heads.error()));
    }
    std::erase_if(heartbeat.displays, [&](const DisplayHeartbeat& display) {
        return std::none_of(heads->begin(), heads->end(), [&](const ManifestHead& head) {
            return head.display == display.display;
        });
    });
    const Instant now = clock_.wall();
    const Result<Envelope> token = time_token(trust_, heartbeat.nonce, now);
    if (!token) {
        return tl::unexpected<Error>(token.error());
    }
    presence_.note(std::move(heartbeat), now, clock_.monotonic());
    return ContactAnswer{.overrides = {},
                         .time_token = *token,
                         .trust_version = trust_.document().version,
                         .manifests = *std::move(heads),
                         .next_contact = presence_.contact_interval()};
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
