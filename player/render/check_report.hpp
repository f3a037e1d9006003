// A slogan checked from the command line: `marquee-render --check`.
#pragma once

#include <string>

#include "player/sources/font_shelf.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct CheckReport {
    std::string json; // one line: {"missing_glyphs", "shapes", "findings"}, findings with sentences
    std::string sentences; // for people, a line each: "error, text 3-5: …"
    bool has_errors = false;
};

// `text`: the body of POST /api/v1/slogan-checks, "slogan" with "shapes" and "duration_ms".
// `now` as examine. malformed and the like when it is none.
Result<CheckReport> check_report(FontShelf& shelf, const std::string& text, Instant now);

} // namespace marquee::player
