// Body and answer of POST /api/v1/slogan-checks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "manager/access/authorizer.hpp"
#include "manager/http/sentences.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::manager {

// At most one of displays, group and unit is named; their shapes come after those of the order.
struct SloganCheckBody {
    SloganCheckOrder order;
    std::vector<DisplayId> displays;
    GroupId group;
    UnitId unit; // with all below it
};

Result<SloganCheckBody> read_slogan_check_body(std::string_view text);

// Which displays stand behind the shapes of an order.
struct ShapeCensus {
    std::vector<std::int64_t> displays;   // of each shape; 0: of one that was given as such
    std::int64_t all = 0;                 // screens asked about
    std::int64_t left_out = 0;            // of them, with a shape there was no more room for
    std::vector<std::int64_t> with_fonts; // of them, with each of the order's sets of fonts
    std::int64_t fonts_not_known =
        0; // of them, whose player announces none, or too many were asked

    friend bool operator==(const ShapeCensus&, const ShapeCensus&) = default;
};

// Gives the order a shape for every kind of screen among those named: size, pixel pitch and viewing
// distance, with the longest names there where the slogan has variables; and the sets of fonts that
// their players announce. Loudspeakers are left out. Fonts are looked up for the players of the
// first limits::displays_addressed_max displays. invalid_reference for who does not exist;
// forbidden where `who` may not read the fleet.
Result<ShapeCensus> add_displays(const View& view, const Principal& who, SloganCheckBody& body);

// {"missing_glyphs", "shapes", "findings", "displays", …}; every finding has its sentence.
std::string slogan_check_answer(const SloganCheck& check, const ShapeCensus& census,
                                Language language);

} // namespace marquee::manager
