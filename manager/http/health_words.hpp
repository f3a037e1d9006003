// A display's health as a sentence for people: how it is, why, and what to do about it.
#pragma once

#include <string>

#include "manager/http/sentences.hpp"
#include "schemas/rules/health.hpp"

namespace marquee::manager {

std::string health_sentence(const rules::Health& health, Language language);

// Of displays that fell silent together.
std::string outage_sentence(Language language);

} // namespace marquee::manager
