// When a schedule would hold over some days, whatever else does: what a calendar shows of it.
#pragma once

#include <cstddef>
#include <vector>

#include "schemas/rules/prepared_manifest.hpp"

namespace marquee::rules {

// The runs that touch `within`, whole and ascending, at most `max`; cut where the approval of the
// program is not valid. A run without a beginning starts at the Unix epoch or before, one without
// an end ends at `never`. `schedule` is one of the manifest's. Total.
std::vector<Interval> runs_in(const PreparedManifest& manifest, const PreparedSchedule& schedule,
                              const Interval& within, std::size_t max);

} // namespace marquee::rules
