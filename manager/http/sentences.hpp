// What a person reads when something fails: one sentence per ErrorCode and language, which says
// what happened and what to do next. A library's own words never appear.
#pragma once

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

// Places {name} of the sentence are filled from error.params, and {where} from error.where. A place
// nobody filled is left out with the clause around it, so no braces ever reach a reader.
std::string sentence(const Error& error, Language language);

// The same failure in three words, the `title` of a problem.
std::string_view title(ErrorCode code, Language language);

} // namespace marquee::manager
