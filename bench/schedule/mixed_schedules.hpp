// Schedules as a city has them: mostly hours of the day, some weekdays and dates, festivals, market
// days, recurrences, a few interrupts and a few with a pace. The same number gives the same one.
#pragma once

#include <string>

#include "schemas/model/manifest.hpp"

namespace marquee::bench {

// A UUID for a kind of thing and its number; sorts by number within a kind.
std::string uuid(int kind, int number);

// All of them mean dates of 2027.
Schedule mixed_schedule(int number);

// The program of that schedule; every sixth has been shown before by another.
ProgramId program_of(int schedule);

// As a manifest names it.
ProgramRef program_ref(const ProgramId& id);

// The holidays of 2026 to 2028, as far as schedules ask for them.
HolidayTable some_holidays();

} // namespace marquee::bench
