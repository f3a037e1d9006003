// The checks of what players draw themselves; validate.hpp is the face of them.
#pragma once

#include <optional>

#include "schemas/rules/findings.hpp"

namespace marquee::rules {

// Each adds findings about content whose members are at the present pointer.
void check_clock_face(FindingList& findings, const ClockFace& face);
void check_countdown(FindingList& findings, const Countdown& countdown);

void check_test_card(FindingList& findings, const TestCard& card);

// `zone`: where it will stand, if that is known yet.
void check_qr(FindingList& findings, const Qr& code, std::optional<Size> zone);

} // namespace marquee::rules
