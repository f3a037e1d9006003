// What the renderer of previews is asked, and what it answers. The manager asks, marquee-render
// draws with the player's own code.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/slogan_motion.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// What a display shows at one instant of a program.
struct StillOrder {
    Layout layout;
    Size display;        // drawn for a display of this size, pixels
    Milliseconds at{0};  // since the program's slot began: its loops count from there
    Size picture;        // what comes back, shrunk from the display; empty: as drawn
    Instant starts{};    // of the slot, for what tells the time
    ZoneRules wall = {}; // of the display

    friend bool operator==(const StillOrder&, const StillOrder&) = default;
};

// Several instants of one program, side by side: a picture as wide as all of them.
struct FilmstripOrder {
    StillOrder frame; // its `at` counts for nothing
    std::vector<Milliseconds> instants;

    friend bool operator==(const FilmstripOrder&, const FilmstripOrder&) = default;
};

// A display, or a zone of one, that a slogan would be shown in.
struct SloganShape {
    Size size;                     // pixels
    double pixel_pitch_mm = 0;     // from one pixel to the next; 0: not known
    double viewing_distance_m = 0; // of the people it is for; 0: not known
    // The longest that {display} and {unit} say there; empty: not known.
    std::string display_name = {};
    std::string unit_name = {};

    friend bool operator==(const SloganShape&, const SloganShape&) = default;
};

// How a slogan would look in these shapes.
struct SloganCheckOrder {
    Slogan slogan;
    std::vector<SloganShape> shapes; // may be empty: only glyphs and colours are of interest
    Milliseconds duration{0};        // of the item that shows it; 0: not known
    // Fonts that displays have, by their coverage (rules/font_words.hpp), each set once and
    // ascending; at most limits::font_sets_max.
    std::vector<std::vector<Sha256>> font_sets = {};

    friend bool operator==(const SloganCheckOrder&, const SloganCheckOrder&) = default;
};

// A slogan for somebody who moves it: its pictures in this zone and its course.
struct SloganMotionOrder {
    Slogan slogan;
    Size zone;                // pixels
    Milliseconds duration{1}; // of the item that shows it
    // What {display} and {unit} say; empty: a made-up name.
    std::string display_name = {};
    std::string unit_name = {};
    Instant starts{};    // of the item's turn: variables say what is true then
    ZoneRules wall = {}; // of the display

    friend bool operator==(const SloganMotionOrder&, const SloganMotionOrder&) = default;
};

using RenderOrder = std::variant<StillOrder, FilmstripOrder, SloganCheckOrder, SloganMotionOrder>;

// A grapheme cluster (UAX #29) that no font of the player draws.
struct UndrawnText {
    std::string text; // UTF-8
    std::vector<std::uint32_t> code_points;

    friend bool operator==(const UndrawnText&, const UndrawnText&) = default;
};

struct ShapeCheck {
    Size shape;
    bool fits = false;           // standing still, all of it can be read
    std::int32_t text_width = 0; // pixels: of the longest line as it is drawn; moving, of all
    std::int32_t text_height_pixels = 0; // em size as it is drawn; 0: cannot be drawn at all
    double seconds_per_pass = 0;         // scrolling: from the right edge until all has left

    friend bool operator==(const ShapeCheck&, const ShapeCheck&) = default;
};

// What may be wrong with a slogan. The words that rules/slogan_sentence.hpp has for each name its
// parameters.
enum class SloganFault {
    missing_glyph,      // no font draws it
    does_not_fit,       // it cannot be drawn in the shape
    smaller_than_asked, // the letters are, so that they fit
    rows_cut,           // outline or shadow reach past the edge
    too_small,          // letters, for the distance
    low_contrast,       // of letters and what is behind them
    too_fast,           // to be read in the time it is seen
    cut_short,          // the item ends before all was seen
    font_missing,       // of the library: it cannot be read, so others take its place
    other_font,         // it lacks characters, which another font draws
    assumed_name,       // of a display or unit that is not known here
    missing_there,      // no font of these displays draws it
    fonts_unknown,      // of these displays: the checking machine has none like them
};

// error: it must not be published so. warning: somebody should look. note: so it will be.
enum class FindingSeverity { warning, error, note };

// Which words a place is counted in.
enum class TextPart { text, translation };

// One thing that is wrong, and where: [from, until) in Unicode code points of the part.
struct SloganFinding {
    SloganFault fault = SloganFault::missing_glyph;
    FindingSeverity severity = FindingSeverity::warning;
    std::optional<std::size_t> shape = {};    // of the order; none: whatever the shape
    std::optional<std::size_t> font_set = {}; // of the order; none: of the checking machine's fonts
    TextPart part = TextPart::text;
    std::int32_t from = 0;
    std::int32_t until = 0;
    ErrorParams params = {};

    friend bool operator==(const SloganFinding&, const SloganFinding&) = default;
};

// While glyphs are missing nothing can be measured, so `shapes` is empty then. Variables are
// checked as what they say in the year to come, at their longest; places are those of the text as
// written.
struct SloganCheck {
    std::vector<UndrawnText> missing_glyphs;  // each once, at most limits::missing_glyphs_max
    std::vector<ShapeCheck> shapes;           // in the order asked
    std::vector<SloganFinding> findings = {}; // at most limits::slogan_findings_max

    friend bool operator==(const SloganCheck&, const SloganCheck&) = default;
};

// The head of a PNG that follows.
struct PictureFollows {
    std::size_t bytes = 0;

    friend bool operator==(const PictureFollows&, const PictureFollows&) = default;
};

// The pictures of a motion follow it.
using RenderAnswer = std::variant<PictureFollows, SloganCheck, SloganMotion, Error>;

// Of the pictures that follow an answer.
inline std::size_t bytes_following(const RenderAnswer& answer) {
    if (const auto* picture = std::get_if<PictureFollows>(&answer)) {
        return picture->bytes;
    }
    std::size_t bytes = 0;
    if (const auto* motion = std::get_if<SloganMotion>(&answer)) {
        for (const MotionSheet& sheet : motion->sheets) {
            bytes += sheet.png_bytes;
        }
    }
    return bytes;
}

} // namespace marquee
