// override/1.0: black, a notice, or the end of either. schemas/override.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/override.hpp"

namespace marquee::wire {

std::string write_override(const Override& screen_override);

// Besides the limits: a notice lasts at most limits::notice_seconds_max from issued_at (its length
// in graphemes is for schemas/rules and the text engine), issued_at is before not_after.
Result<Override> read_override(std::string_view text);

} // namespace marquee::wire
