// Words of schedules for people, where a sentence is too much.
#pragma once

#include <string_view>

#include "manager/http/sentences.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::manager {

// "紧急"
std::string_view priority_words(PriorityClass priority, Language language);

} // namespace marquee::manager
