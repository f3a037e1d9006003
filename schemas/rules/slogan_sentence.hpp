// What a check of a slogan found, in a sentence for the person who wrote it.
#pragma once

#include <string>

#include "schemas/model/preview.hpp"

namespace marquee::rules {

enum class SentenceLanguage { chinese, english };

// What is wrong and what helps. Total: a parameter that the finding lacks is left out.
std::string slogan_sentence(const SloganFinding& finding, SentenceLanguage language);

} // namespace marquee::rules
