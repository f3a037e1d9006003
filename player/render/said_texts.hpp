// What a slogan will say, for a check of it before anybody publishes it.
#pragma once

#include <string>
#include <vector>

#include "player/ports/source_factory.hpp"
#include "player/sources/slogan_speech.hpp"
#include "schemas/model/preview.hpp"
#include "schemas/rules/slogan_rehearsal.hpp"

namespace marquee::player {

// One of its texts, in the year that begins now.
struct SaidText {
    TextPart part = TextPart::text;
    std::string language;
    std::vector<rules::SloganPart> parts;
    std::int32_t points = 0;      // code points as written
    rules::SaidSlogan longest;    // every variable at its longest
    rules::SaidSlogan characters; // every variable as all characters that it says
    SpokenText spoken;            // `longest`, as it is drawn
};

// Text and translation. malformed or unsupported as SloganSpeech::make. Pure.
Result<std::vector<SaidText>> said_texts(const Slogan& slogan, const DisplayNames& names,
                                         Instant now);

// What stands for names that are not known.
extern const DisplayNames assumed_names;

} // namespace marquee::player
