#include "player/sources/slogan_speech.hpp"

#include <algorithm>
#include <utility>

namespace marquee::player {

Result<SloganSpeech> SloganSpeech::make(const Slogan& slogan, std::shared_ptr<const ZoneRules> wall,
                                        DisplayNames names) {
    SloganSpeech speech;
    speech.wall_ = wall ? std::move(wall) : std::make_shared<const ZoneRules>();
    speech.names_ = std::move(names);
    speech.changes_ = rules::tells_time(slogan);
    for (SpokenText& written : as_written(slogan)) {
        auto parts = slogan.variables ? rules::parse_slogan(written.text)
                                      : rules::plain_slogan(written.text);
        if (!parts) {
            return tl::unexpected(parts.error());
        }
        speech.texts_.push_back(
            {*std::move(parts), std::move(written.language), std::move(written.colours)});
    }
    return speech;
}

SpokenSlogan SloganSpeech::at(Instant now) const {
    const rules::SloganFacts facts{*wall_, now, names_.display, names_.unit};
    SpokenSlogan spoken;
    for (const Text& text : texts_) {
        rules::SaidSlogan said = rules::say(text.parts, text.language, facts);
        auto colours = rules::said_colours(text.colours, text.parts, said);
        spoken.texts.push_back({std::move(said.text), text.language, std::move(colours)});
        spoken.until = std::min(spoken.until, said.until);
    }
    return spoken;
}

std::vector<SpokenText> as_written(const Slogan& slogan) {
    std::vector<SpokenText> texts{{slogan.text, slogan.language, slogan.style.letters.colours}};
    if (slogan.translation) {
        texts.push_back({slogan.translation->text, slogan.translation->language});
    }
    return texts;
}

} // namespace marquee::player
