// hint/1.0: what travels down a player's live channel.
// schemas/hint.schema.json
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/hint.hpp"

namespace marquee::wire {

std::string write_hint(const Hint& hint);

// A reason that this software does not know is left out.
Result<Hint> read_hint(std::string_view text);

} // namespace marquee::wire
