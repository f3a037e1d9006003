// /api/v1/overrides: everything black, or an emergency text, and which displays have shown it.
//
// Answered by the reserved worker, so it works while every other worker is busy.
#pragma once

#include <string_view>

#include "common/clock.hpp"
#include "manager/fleet/override_receipts.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/overrides.hpp"

namespace marquee::manager {

inline constexpr std::string_view overrides_path = "/api/v1/overrides";

// Outlives the routes it gives.
class OverrideResource {
public:
    OverrideResource(Database& database, Overrides& overrides, OverrideReceipts& receipts,
                     const Clock& clock)
        : database_(database), overrides_(overrides), receipts_(receipts), clock_(clock) {}

    StaffRoutes routes();

private:
    Result<Response> list(const StaffCall& call);
    Result<Response> create(const StaffCall& call);
    Result<Response> show(const StaffCall& call);
    Result<Response> extend(const StaffCall& call);
    Result<Response> lift(const StaffCall& call);

    Result<Response> answer_with(const OverrideRecord& row, Instant now);

    Database& database_;
    Overrides& overrides_;
    OverrideReceipts& receipts_;
    const Clock& clock_;
};

} // namespace marquee::manager
