// The states that sentences speak of, as people say them: problems carry them as stable words.
#pragma once

#include <optional>
#include <string_view>

#include "manager/http/sentences.hpp"

namespace marquee::manager {

// "returned" as "已退回"; nullopt for what is no state, such as a name.
std::optional<std::string_view> state_words(std::string_view slug, Language language);

} // namespace marquee::manager
