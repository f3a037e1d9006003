// What a person reads when something fails: one sentence per ErrorCode and language, which says
// what happened and what to do next. A library's own words never appear.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

enum class Language { zh_cn, en };

// The first language of an Accept-Language field (RFC 9110 section 12.5.4) that we speak, by
// weight; Chinese when it names none or is absent.
Language preferred_language(std::string_view accept_language);

// "zh-CN"
std::string_view language_tag(Language language);

// What stands in a place of a sentence; nullopt: unknown.
using Places = std::function<std::optional<std::string_view>(std::string_view)>;

// Words with {places}; a clause in [square brackets] is left out when one of its places is unknown.
// Outside of brackets there are no places.
std::string fill_places(std::string_view words, const Places& places);

// Places {name} of the sentence are filled from error.params, and {where} from error.where. A place
// nobody filled is left out with the clause around it, so no braces ever reach a reader.
std::string sentence(const Error& error, Language language);

// The same failure in three words, the `title` of a problem.
std::string_view title(ErrorCode code, Language language);

} // namespace marquee::manager
