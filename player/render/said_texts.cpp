#include "player/render/said_texts.hpp"

#include <utility>

#include "player/render/legibility.hpp"

namespace marquee::player {

const DisplayNames assumed_names{"某某街道一号电子屏", "某某街道派出所"};

Result<std::vector<SaidText>> said_texts(const Slogan& slogan, const DisplayNames& names,
                                         Instant now) {
    const ZoneRules anywhere; // a day more or less makes no difference to a year
    const rules::SloganFacts facts{anywhere, now, names.display, names.unit};
    std::vector<SaidText> texts;
    for (SpokenText& written : as_written(slogan)) {
        auto parts = slogan.variables ? rules::parse_slogan(written.text)
                                      : rules::plain_slogan(written.text);
        if (!parts) {
            return tl::unexpected(parts.error());
        }
        SaidText text;
        text.part = texts.empty() ? TextPart::text : TextPart::translation;
        text.points = reading_matter(written.text).points;
        text.longest = rules::say_at_length(*parts, written.language, facts);
        text.characters = rules::say_all_characters(*parts, written.language, facts);
        text.spoken = {text.longest.text, written.language,
                       rules::said_colours(written.colours, *parts, text.longest)};
        text.language = std::move(written.language);
        text.parts = *std::move(parts);
        texts.push_back(std::move(text));
    }
    return texts;
}

} // namespace marquee::player
