// /api/v1/enrolments/lookups and /confirmations: letting in the device whose screen shows a code.
#pragma once

#include "manager/fleet/enrolment_codes.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/trust/trust_authority.hpp"

namespace marquee::manager {

// Outlives the routes it gives.
class EnrolmentCodeResource {
public:
    EnrolmentCodeResource(EnrolmentCodes& codes, const TrustAuthority& trust)
        : codes_(codes), trust_(trust) {}

    StaffRoutes routes();

private:
    // What waits behind a code, with both fingerprints to compare.
    Result<Response> look_up(const StaffCall& call);
    Result<Response> confirm(const StaffCall& call);

    EnrolmentCodes& codes_;
    const TrustAuthority& trust_;
};

} // namespace marquee::manager
