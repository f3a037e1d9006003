// One contact of a player: its heartbeat in, what it should know out.
#pragma once

#include "common/clock.hpp"
#include "manager/fleet/cards.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/fleet/restarts.hpp"
#include "manager/fleet/screenshots.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/hint.hpp"

namespace marquee::manager {

// Any thread; reads the database, and writes to it when a player comes with other software than
// before: what it can do now decides what its displays are sent.
class Contact {
public:
    // What a contact touches; all outlive it.
    struct Surroundings {
        Database& database;
        const TrustAuthority& trust;
        Presence& presence;
        Screenshots& screenshots;
        Cards& cards;
        Restarts& restarts;
        PublishingRequests& publishing;
        const Clock& clock;
    };
    explicit Contact(const Surroundings& around) : around_(around) {}

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
        std::vector<CardOrder> cards;
        std::string restart; // the run that shall end
    };

    Result<Orders> believe(Heartbeat& heartbeat, const Player& player);
    Result<Orders> orders_for(const Player& player);
    void note_software(const Player& player, const Software& software);

    Surroundings around_;
};

} // namespace marquee::manager
