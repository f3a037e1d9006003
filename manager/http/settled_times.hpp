// Times as somebody sent them, brought into the shape in which they are kept: COUNT replaced by the
// UNTIL it comes to, so that nobody has to count again.
//
// The first thing that cannot be is the failure; `at` is the pointer of the checked member in the
// body, and stands before the pointer of the failure.
#pragma once

#include <string>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

Status settle_times(Times& times, const std::string& at);

// `at` is the list.
Status settle_days(std::vector<DayRule>& days, const std::string& at);

// `at` is the list; every exception has days.
Status settle_exceptions(std::vector<DayException>& exceptions, const std::string& at);

} // namespace marquee::manager
