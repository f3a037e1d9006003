// /api/v1/units/{id}/policy and /api/v1/displays/{id}/policy: approvals, filler, screen-off hours,
// brightness and volume.
#pragma once

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publishing_thread.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class PolicyResource {
public:
    PolicyResource(Database& database, PublishingRequests& publishing)
        : database_(database), publishing_(publishing) {}

    StaffRoutes routes();

private:
    // Whose policy a call is about: a unit's, or a display's.
    struct Subject {
        UnitId unit;       // of it
        DisplayId display; // empty: the unit itself
    };

    Result<Response> show(const StaffCall& call, const Subject& subject);
    // Each member that differs needs a right of its own: approvals manage_units, filler schedule,
    // off hours, brightness and volume manage_displays.
    Result<Response> replace(const StaffCall& call, const Subject& subject);
    Result<Subject> display_of(const StaffCall& call);
    static Status check(const View& view, const StaffCall& call, const Policy& before,
                        const Policy& after);
    static Result<std::string> body_of(const View& view, const StaffCall& call,
                                       const Subject& subject, const Policy& policy);

    Database& database_;
    PublishingRequests& publishing_;
};

} // namespace marquee::manager
