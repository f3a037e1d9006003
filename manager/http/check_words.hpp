// What a check of a schedule found, in sentences for officers.
#pragma once

#include <string>
#include <vector>

#include "manager/http/sentences.hpp"
#include "manager/publishing/planning/schedule_check.hpp"

namespace marquee::manager {

// What the sentences name. Empty texts are left out.
struct CheckNames {
    std::string by;     // the schedule that is shown instead
    std::string shapes; // "192×32、音柱"
    std::string years;  // without holidays
};

// "14 块屏上一次也轮不到：“防汛”更优先。"
std::string reason_sentence(const CheckedReason& reason, const CheckNames& names,
                            Language language);

// "2026年11月23日 18:00 到 22:00：“防汛”在 14 块屏上优先。" On the wall clock of `zone`.
std::string covered_sentence(const CoveredStretch& covered, const std::string& by,
                             const ZoneRules& zone, Language language);

// "192×32", "loudspeaker"
std::string shape_words(const DisplaySite& display, Language language);

} // namespace marquee::manager
