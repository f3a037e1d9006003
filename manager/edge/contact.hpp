// One contact of a player: its heartbeat in, what it should know out.
#pragma once

#include "common/clock.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/fleet/screenshots.hpp"
#include "manager/ports/database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/hint.hpp"

namespace marquee::manager {

// Any thread; reads the database.
class Contact {
public:
    Contact(Database& database, const TrustAuthority& trust, Presence& presence,
            Screenshots& screenshots, const Clock& clock);

    // invalid_reference when the heartbeat speaks for another player. Displays that are not the
    // player's are left out of what is believed. The most urgent overrides come first, at most
    // limits::overrides_per_contact_max.
    Result<ContactAnswer> answer(Heartbeat heartbeat, const Player& player);

    // A heartbeat that came over the live channel, believed the same way: what the player does not
    // know yet by its own account, and should ask for.
    Result<Hint> hear(Heartbeat heartbeat, const Player& player);

private:
    // What the displays of a player should hold and obey.
    struct Orders {
        std::vector<OverrideRecord> overrides; // that have not run out, lifted or not
        std::vector<ManifestHead> manifests;
        std::vector<ScreenshotOrder> screenshots;
    };

    Result<Orders> believe(Heartbeat& heartbeat, const Player& player);
    Result<Orders> orders_for(const Player& player);

    Database& database_;
    const TrustAuthority& trust_;
    Presence& presence_;
    Screenshots& screenshots_;
    const Clock& clock_;
};

} // namespace marquee::manager
