// Which parts of a text no font draws: asked before anybody publishes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "player/text/font_catalog.hpp"
#include "player/text/text_layout.hpp"
#include "player/text/unicode_text.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

// The font of `chain` that draws every character of [from, to), UTF-16 units of one grapheme;
// nothing when none does. The one rule by which text is drawn and by which it is checked.
std::optional<std::size_t> font_for(const FontCatalog& fonts, const std::vector<std::size_t>& chain,
                                    const std::u16string& units, std::int32_t from,
                                    std::int32_t to);

// Grapheme clusters that would be refused as missing_glyph, in the order of the text, each once;
// the first limits::missing_glyphs_max. Fails as analyse_text. Any thread; about a millisecond.
Result<std::vector<UndrawnText>> undrawn(const FontCatalog& fonts, const TextRequest& request);

// A part of a text, in code points, that another font draws than the one that is asked first.
// Blanks between such parts belong to them.
struct BorrowedText {
    std::int32_t from = 0;
    std::int32_t until = 0;
    std::string characters; // UTF-8, each once
    std::size_t font = 0;

    friend bool operator==(const BorrowedText&, const BorrowedText&) = default;
};

// In the order of the text. Fails as analyse_text. Any thread; about a millisecond.
Result<std::vector<BorrowedText>> borrowed(const FontCatalog& fonts, const TextRequest& request);

} // namespace marquee::player
