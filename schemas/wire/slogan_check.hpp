// Checks of slogans: the parts that the renderer's pipe and the staff REST share.
#pragma once

#include "schemas/model/preview.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::wire {

template<>
struct Words<SloganFault> {
    static constexpr std::array<Word<SloganFault>, 13> all{
        {{SloganFault::missing_glyph, "missing_glyph"},
         {SloganFault::does_not_fit, "does_not_fit"},
         {SloganFault::smaller_than_asked, "smaller_than_asked"},
         {SloganFault::rows_cut, "rows_cut"},
         {SloganFault::too_small, "too_small"},
         {SloganFault::low_contrast, "low_contrast"},
         {SloganFault::too_fast, "too_fast"},
         {SloganFault::cut_short, "cut_short"},
         {SloganFault::font_missing, "font_missing"},
         {SloganFault::other_font, "other_font"},
         {SloganFault::assumed_name, "assumed_name"},
         {SloganFault::missing_there, "missing_there"},
         {SloganFault::fonts_unknown, "fonts_unknown"}}};
};

template<>
struct Words<FindingSeverity> {
    static constexpr std::array<Word<FindingSeverity>, 3> all{
        {{FindingSeverity::warning, "warning"},
         {FindingSeverity::error, "error"},
         {FindingSeverity::note, "note"}}};
};

template<>
struct Words<TextPart> {
    static constexpr std::array<Word<TextPart>, 2> all{
        {{TextPart::text, "text"}, {TextPart::translation, "translation"}}};
};

// {"width": 640, "height": 64}
Size read_shape(const Object& in);

// The same with "pixel_pitch_mm", "viewing_distance_m", "display_name" and "unit_name" where they
// are known.
SloganShape read_slogan_shape(const Object& in);
void write_slogan_shape(ObjectWriter& out, const SloganShape& shape);

// "slogan", "shapes" (which may be absent) and "duration_ms".
SloganCheckOrder read_check_order(const Object& in);
void write_check_order(ObjectWriter& out, const SloganCheckOrder& order);

// The sets of fonts, "font_sets", which only the manager knows.
void read_font_sets(const Object& in, SloganCheckOrder& order);
void write_font_sets(ObjectWriter& out, const SloganCheckOrder& order);

// One finding without its sentence; `shape` and `font_set` are numbers of their lists.
void write_finding(ObjectWriter& out, const SloganFinding& finding);

// "missing_glyphs", "shapes" and "findings".
SloganCheck read_slogan_check(const Object& in);
void write_slogan_check(ObjectWriter& out, const SloganCheck& check);
// "missing_glyphs" and "shapes" alone.
void write_measures(ObjectWriter& out, const SloganCheck& check);

} // namespace marquee::wire
