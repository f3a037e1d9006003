// A slogan checked from the command line: `marquee-render --check`.
#pragma once

#include <string>

#include "player/text/font_catalog.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

struct CheckReport {
    std::string json; // one line: {"missing_glyphs", "shapes", "findings"}, findings with sentences
    std::string sentences; // for people, a line each: "error, text 3-5: …"
    bool has_errors = false;
};

// `text`: the body of POST /api/v1/slogan-checks, "slogan" with "shapes" and "duration_ms".
// malformed and the like when it is none.
Result<CheckReport> check_report(const FontCatalog& fonts, const std::string& text);

} // namespace marquee::player
