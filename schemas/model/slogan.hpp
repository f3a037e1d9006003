// A slogan: words, how their letters look and how they move.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schemas/model/asset_ref.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// How the words of a slogan move. Along their line (horizontal writing: left, right; vertical: up,
// down) they are one line, whole; across it they are lines that fit the zone. pages: as many lines
// as fit at a time, one page after the other.
enum class Motion { still, scroll_left, scroll_right, scroll_up, scroll_down, pages };
enum class Alignment { start, centre, end };

// Where something that moves comes from or goes to.
enum class Direction { left, right, up, down };

// vertical: columns from right to left, from top to bottom (竖排).
enum class WritingMode { horizontal, vertical };

// How outlines become pixels. smooth: grey edges where the shape has them. hinted: stems and bars
// on whole pixels, edges still grey. crisp: every pixel is text or not, with the letters that were
// drawn for that many pixels where a font has them. automatic: the best of them for the size
// (text/glyph_raster.hpp).
enum class TextRendering { automatic, smooth, hinted, crisp };

enum class FontWeight { regular, bold };

// Around every letter, outside of its shape. 0: none.
struct Outline {
    std::int32_t width_pixels = 0;
    Colour colour = colours::black;

    friend bool operator==(const Outline&, const Outline&) = default;
};

// The letters once more, beneath and beside themselves, outline included. 0, 0: none.
struct Shadow {
    std::int32_t x_pixels = 0; // to the right
    std::int32_t y_pixels = 0; // down
    Colour colour = colours::black;

    friend bool operator==(const Shadow&, const Shadow&) = default;
};

// Part of a text in a colour of its own, [from, until) in Unicode code points of Slogan::text.
struct ColourRun {
    std::int32_t from = 0;
    std::int32_t until = 0;
    Colour colour = colours::white;

    friend bool operator==(const ColourRun&, const ColourRun&) = default;
};

// The shape of letters and lines.
struct Letters {
    WritingMode writing = WritingMode::horizontal;
    TextRendering rendering = TextRendering::automatic;
    FontWeight weight = FontWeight::regular; // bold: the bold face of the family, if it has one
    std::optional<Colour> gradient_to = {}; // text turns into it from the top of a line to its foot
    Outline outline;
    Shadow shadow;
    std::vector<ColourRun> colours = {}; // ascending, apart

    friend bool operator==(const Letters&, const Letters&) = default;
};

// How far a scroll goes in a second where no speed is said, in heights of its zone (vertical
// writing: widths): a half, one, two.
enum class ScrollSpeed { slow, medium, fast };

// How words that stand come and go. slide: in from the side they come from, out to where they go.
// wipe: uncovered by an edge. typewriter: grapheme by grapheme. blink: on and off, at most three
// times a second (WCAG 2.2, 2.3.1).
enum class EffectKind { cut, slide, wipe, fade, typewriter, blink };

struct Effect {
    EffectKind kind = EffectKind::cut;
    Milliseconds duration{0};
    Direction direction = Direction::left; // the words, or the edge, move there; slide, wipe only

    friend bool operator==(const Effect&, const Effect&) = default;
};

// The course of a motion over the time of its item.
struct Movement {
    ScrollSpeed speed = ScrollSpeed::medium;
    Effect enter;           // of a still text or of each page
    Effect exit;            // the same; a still text's at the end of its item
    Milliseconds hold{0};   // a page stands that long between enter and exit; 0: an equal share
    std::int32_t loops = 0; // passes of a scroll, rounds of the pages; 0: until the item ends

    friend bool operator==(const Movement&, const Movement&) = default;
};

struct SloganStyle {
    Colour text{255, 255, 255, 255};
    Colour background{0, 0, 0, 255};
    Motion motion = Motion::still;
    std::int32_t speed_pixels_per_second = 0; // scroll only; 0: as movement.speed says
    std::int32_t text_height_pixels = 0;      // em size; 0: the largest that fits the zone
    Alignment alignment = Alignment::centre;  // of lines that stand or move across; not of one line
    std::string font;                         // family of the catalogue; empty: the default sans
    std::optional<AssetRef> font_asset = {};  // a font of the library, asked before `font`
    Letters letters;
    Movement movement;

    friend bool operator==(const SloganStyle&, const SloganStyle&) = default;
};

// The same words in another language: both have equal time, one after the other.
struct Translation {
    std::string text; // UTF-8, NFC
    std::string language = "en";

    friend bool operator==(const Translation&, const Translation&) = default;
};

struct Slogan {
    std::string text;                 // UTF-8, NFC; '\n' starts a new line, except of one line
    std::string language = "zh-Hans"; // BCP 47: chooses the forms of Han characters
    SloganStyle style;
    std::optional<Translation> translation = {};
    bool variables = false; // {time} and the like are said anew (rules/slogan_variables.hpp)

    friend bool operator==(const Slogan&, const Slogan&) = default;
};

} // namespace marquee
