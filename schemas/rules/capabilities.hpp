// What a player must be able to do for a manifest, a schedule or a program, in the words that
// players announce in Software::capabilities. Whoever makes manifests asks before: a player that
// lacks a capability refuses the whole document by the name of the member (wire/manifest.hpp), so
// what needs it is left out for that player and the people are told.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/enrolment.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/program.hpp"

namespace marquee::rules {

namespace capability {
// Times::on, Times::exceptions, DailyWindow::weekdays, holidays
inline constexpr std::string_view day_rules = "schedule.day_rules";
inline constexpr std::string_view interrupts = "schedule.interrupts";
inline constexpr std::string_view pace = "schedule.pace";     // weight, plays per hour, gap
inline constexpr std::string_view levels = "schedule.levels"; // volume and brightness
inline constexpr std::string_view item_validity = "program.item_validity";
inline constexpr std::string_view chime = "program.chime"; // Audio::chime
inline constexpr std::string_view clock = "program.clock";
inline constexpr std::string_view countdown = "program.countdown";
inline constexpr std::string_view qr = "program.qr";
inline constexpr std::string_view transitions = "program.transitions"; // slide and wipe
inline constexpr std::string_view opacity = "program.opacity";         // of a zone
inline constexpr std::string_view poster_motion = "program.poster_motion";
inline constexpr std::string_view letters = "program.letters";   // Letters, SloganStyle::font_asset
inline constexpr std::string_view movement = "program.movement"; // Movement, and motions after the
                                                                 // first two
inline constexpr std::string_view translation = "program.translation";
inline constexpr std::string_view variables = "program.variables"; // of slogans
inline constexpr std::string_view test_card = "program.test_card";
inline constexpr std::string_view wall = "display.wall"; // Manifest::wall
} // namespace capability

// All of the above, for a player built from this tree: for schedules with the validity of items,
// and for what programs show since and how.
std::vector<std::string> schedule_capabilities();
std::vector<std::string> program_capabilities();

// Ascending, each once. Empty: every player that was ever released can do it.
std::vector<std::string> needed_capabilities(const Times& times);
std::vector<std::string> needed_capabilities(const LevelRules& levels);
std::vector<std::string> needed_capabilities(const Schedule& schedule);
std::vector<std::string> needed_capabilities(const Program& program);
// Without those of its programs, of which a manifest knows the digest only.
std::vector<std::string> needed_capabilities(const Manifest& manifest);

// Those of `needed` that the software does not announce.
std::vector<std::string> missing(const Software& software, const std::vector<std::string>& needed);

// Takes from a manifest what a player with these capabilities would refuse: schedules as a whole,
// off-hours and caps whose days it cannot tell, levels, holidays. The display then shows less than
// was meant and nothing else than was meant. Returns the schedules taken out, in their order.
// Programs stay, whether or not anything names them still.
std::vector<ScheduleId> leave_out(Manifest& manifest, const std::vector<std::string>& announced);

} // namespace marquee::rules
