// /metrics: the fleet and the manager in figures, for Prometheus.
//
// The number of series is bounded whatever the fleet: one set a unit, for the units the caller was
// granted and those limits::metrics_levels_max below, at most limits::metrics_units_max of them;
// every set counts the whole subtree. One display's figures are on its own route.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "manager/fleet/health_judge.hpp"
#include "manager/http/metrics_text.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// A figure of the house itself.
struct HouseFigure {
    std::string_view name;
    MetricKind kind = MetricKind::gauge;
    std::string_view help;
    double value = 0;
};

// Any thread; cheap.
using HouseFigures = std::function<std::vector<HouseFigure>()>;

// Outlives the routes it gives.
class MetricsResource {
public:
    MetricsResource(Database& database, const HealthJudge& judge, HouseFigures house,
                    const Clock& clock)
        : database_(database), judge_(judge), house_(std::move(house)), clock_(clock) {}

    StaffRoutes routes();

private:
    // The figures of the house are for those who may read the fleet at the root.
    Result<Response> show(const StaffCall& call);

    Database& database_;
    const HealthJudge& judge_;
    const HouseFigures house_;
    const Clock& clock_;
};

} // namespace marquee::manager
