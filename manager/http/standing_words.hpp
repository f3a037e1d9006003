// Why something plays or does not, in a sentence for officers.
#pragma once

#include <string>

#include "manager/http/sentences.hpp"
#include "schemas/rules/explanation.hpp"

namespace marquee::manager {

// "不在播放时段，下次 2026年11月23日 09:00。" Instants are told on the wall clock of the display's
// zone.
std::string standing_sentence(const rules::RungTried& rung, const rules::Candidate& candidate,
                              const ZoneRules& zone, Language language);

} // namespace marquee::manager
