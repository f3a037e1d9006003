// Words of case files that say when something holds. tests/cases/timeline/README.md describes them.
#pragma once

#include <sstream>
#include <string>
#include <vector>

#include "schemas/model/manifest.hpp"

namespace marquee::tests {

// All of these throw std::runtime_error for what they do not understand.

// Takes what belongs to `dates`, `days` or `windows`; false for any other key.
bool read_times_word(const std::string& key, std::istream& rest, Times& times);

// "08:00-12:00,14:00-18:00/sat+sun"
std::vector<DailyWindow> windows_from_text(const std::string& text);

// "lunar 腊月廿三..正月十五", to the end of the line.
DayRule read_day_rule(std::istream& rest);

// "06:00=30", to the end of the line.
std::vector<LevelPoint> read_curve(std::istream& rest);

} // namespace marquee::tests
