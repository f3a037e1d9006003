// The parts of a manifest that say when and how much, checked where they stand. Internal to
// schemas/rules.
#pragma once

#include "schemas/rules/findings.hpp"

namespace marquee::rules {

// shape: what a player asks before it believes a manifest. A recurrence without a single day then
// passes: it never holds, which harms nothing. meaning: what people are told beforehand.
enum class RecurrenceCheck { shape, meaning };

void check_days(FindingList& findings, std::string_view member, const std::vector<DayRule>& days,
                RecurrenceCheck check);
void check_times(FindingList& findings, const Times& times, RecurrenceCheck check);
void check_levels(FindingList& findings, const LevelRules& levels, RecurrenceCheck check);

} // namespace marquee::rules
