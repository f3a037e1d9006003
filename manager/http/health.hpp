// /api/v1/displays/{id}/health and /api/v1/units/{id}/health: how things are now, for monitors.
#pragma once

#include "common/clock.hpp"
#include "manager/fleet/health_count.hpp"
#include "manager/fleet/health_judge.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class HealthResource {
public:
    HealthResource(Database& database, const HealthJudge& judge, const Clock& clock)
        : database_(database), judge_(judge), clock_(clock) {}

    // In the reserved lane: answered while every ordinary worker is busy.
    StaffRoutes routes();

private:
    // One display's figures.
    Result<Response> of_display(const StaffCall& call);
    // How many displays of a unit and below are how.
    Result<Response> of_unit(const StaffCall& call);

    Database& database_;
    const HealthJudge& judge_;
    const Clock& clock_;
};

// The members of `UnitHealth`.
void write_count(wire::ObjectWriter& out, const HealthCount& count);

// `health`: {"status", "cause", "since", "sentence"}.
void write_health(wire::ObjectWriter& out, const DisplayState& state, Language language);

} // namespace marquee::manager
