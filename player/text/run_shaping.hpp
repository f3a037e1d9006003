// What HarfBuzz says about a run, put where it stands on its line.
#pragma once

#include <string>

#include "player/text/loaded_font.hpp"
#include "player/text/text_run.hpp"

namespace marquee::player {

// Characters of `units` outside of the run are seen where letters join. Any thread.
ShapedRun shape_run(const LoadedFont& font, const std::string& language,
                    const std::u16string& units, const TextRun& run);

// Whether the font has a form of its own for the character in columns (OpenType `vert`).
bool has_vertical_form(const LoadedFont& font, const std::string& language, char32_t character);

// The blank parts before and after a full-width mark's ink that it can do without, in em.
struct MarkTrim {
    double before = 0;
    double after = 0;
};

// As the font says (OpenType `halt`, in columns `vhal`); by the mark's ink where it says nothing.
MarkTrim trim_of(const LoadedFont& font, const std::string& language, char16_t mark,
                 const TextRun& run);

} // namespace marquee::player
