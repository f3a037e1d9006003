// Thresholds as monitoring plugins write them:
// https://www.monitoring-plugins.org/doc/guidelines.html#THRESHOLDFORMAT
#pragma once

#include <limits>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::ctl {

// "10": alert outside 0..10. "10:": below 10. "~:10": above 10. "10:20": outside. "@10:20": inside.
struct CheckRange {
    double least = 0;
    double most = std::numeric_limits<double>::infinity();
    bool inside = false; // alert inside instead
    std::string text;    // as it was written, for the performance data

    bool alerts(double value) const;
};

// malformed, or out_of_range when it ends before it starts.
Result<CheckRange> range_from_text(std::string_view text);

} // namespace marquee::ctl
