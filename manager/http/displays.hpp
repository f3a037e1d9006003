// /api/v1/displays and /api/v1/players: what is out there, and how it is.
#pragma once

#include "common/clock.hpp"
#include "common/zoneinfo.hpp"
#include "manager/fleet/health_judge.hpp"
#include "manager/fleet/presence.hpp"
#include "manager/http/display_changes.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class DisplayResource {
public:
    DisplayResource(Database& database, const Presence& presence, const HealthJudge& judge,
                    PublishingRequests& publishing, const Zoneinfo& zones, const Clock& clock)
        : database_(database),
          presence_(presence),
          judge_(judge),
          publishing_(publishing),
          changes_(database, zones),
          clock_(clock) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> change(const StaffCall& call);
    // Each for itself: what one is refused for does not stop the others.
    Result<Response> change_many(const StaffCall& call);
    Result<Response> list_players(const StaffCall& call);
    Result<Response> show_player(const StaffCall& call);

    Database& database_;
    const Presence& presence_;
    const HealthJudge& judge_;
    PublishingRequests& publishing_;
    DisplayChanges changes_;
    const Clock& clock_;
};

} // namespace marquee::manager
