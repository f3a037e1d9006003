#include "player/announced_abilities.hpp"

#include <algorithm>

#include "schemas/model/preview_limits.hpp"
#include "schemas/rules/capabilities.hpp"
#include "schemas/rules/font_words.hpp"

namespace marquee::player {

namespace {

constexpr Milliseconds decoder_patience{1'500};

} // namespace

std::vector<std::string> announced_fonts(const FontCatalog& fonts) {
    std::vector<std::string> words;
    for (std::size_t font = 0; font < fonts.size(); ++font) {
        if (fonts.file(font).strike_pixels > 0) {
            continue;
        }
        std::string word = rules::font_word(fonts.coverage(font));
        const bool known = std::find(words.begin(), words.end(), word) != words.end();
        if (!known && words.size() < limits::fonts_announced_max) {
            words.push_back(std::move(word));
        }
    }
    return words;
}

std::vector<std::string> announced_abilities(DecoderAbilities& decoder, const FontCatalog& fonts,
                                             const Clock& clock) {
    std::vector<std::string> names{"slogan.still", "slogan.scroll_left",
                                   "poster.jpeg",  "poster.png",
                                   "poster.webp",  "video",
                                   "sound",        "transition.crossfade",
                                   "screenshot",   "audio",
                                   "card",         "restart"};
    for (const auto& more : {rules::schedule_capabilities(), rules::program_capabilities()}) {
        names.insert(names.end(), more.begin(), more.end());
    }
    for (std::string& word : announced_fonts(fonts)) {
        names.push_back(std::move(word));
    }
    if (const auto decoded = decoder.answer(clock.monotonic() + decoder_patience, clock)) {
        names.insert(names.end(), decoded->begin(), decoded->end());
    }
    return names;
}

} // namespace marquee::player
