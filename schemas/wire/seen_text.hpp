// What in a text nobody sees. Internal to schemas/wire.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::wire {

// Which control character (below U+0020, or U+007F) a text in UTF-8 has first, other than those in
// `allowed`: "U+0007" as `character`, and its number in the text from 1 on as `nth`.
std::optional<ErrorParams> first_control(std::string_view text, std::string_view allowed);

// True when there is nothing in it that is drawn: only White_Space and Default_Ignorable_Code_Point
// of the Unicode Character Database, and the blank pattern of Braille.
bool is_unseen(std::string_view text);

} // namespace marquee::wire
