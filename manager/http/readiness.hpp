// /readyz: whether the manager can do its work, and if not, why, for load balancers and monitors.
//
// Open, so it tells reasons as stable words and nothing else: no versions, no paths, no numbers.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "manager/http/staff_route.hpp"

namespace marquee::manager {

struct ReadyCheck {
    std::string_view reason;     // "disk_low": what is wrong when it does not hold
    std::function<bool()> holds; // any thread; cheap
};

// Outlives the routes it gives.
class Readiness {
public:
    explicit Readiness(std::vector<ReadyCheck> checks) : checks_(std::move(checks)) {}

    // For anybody, in the reserved lane.
    StaffRoutes routes();

private:
    // 200 {"ready": true, "reasons": []} or 503 with the reasons.
    Response answer() const;

    std::vector<ReadyCheck> checks_;
};

} // namespace marquee::manager
