// Instants as people say them, on the wall clock of a zone.
#pragma once

#include <string>

#include "manager/http/sentences.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// "2026年11月23日 09:00"
std::string local_words(Instant instant, const ZoneRules& zone, Language language);

// "09:00"
std::string local_clock_words(Instant instant, const ZoneRules& zone);

} // namespace marquee::manager
