// What a slogan says at an instant: its text and translation with their variables said.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/source_factory.hpp"
#include "schemas/model/slogan.hpp"
#include "schemas/rules/slogan_variables.hpp"

namespace marquee::player {

// One text as it is drawn.
struct SpokenText {
    std::string text; // UTF-8
    std::string language;
    std::vector<ColourRun> colours = {}; // in code points of `text`

    friend bool operator==(const SpokenText&, const SpokenText&) = default;
};

struct SpokenSlogan {
    std::vector<SpokenText> texts;  // the translation second
    Instant until = Instant::max(); // says exactly this so long, at least
};

// Any one thread.
class SloganSpeech {
public:
    // malformed or unsupported: its variables are not what slogan_variables.hpp describes. `wall`
    // null: UTC.
    static Result<SloganSpeech> make(const Slogan& slogan, std::shared_ptr<const ZoneRules> wall,
                                     DisplayNames names);

    // Whether it ever says something else.
    bool changes() const { return changes_; }

    SpokenSlogan at(Instant now) const;

private:
    struct Text {
        std::vector<rules::SloganPart> parts;
        std::string language;
        std::vector<ColourRun> colours;
    };

    SloganSpeech() = default;

    std::vector<Text> texts_;
    std::shared_ptr<const ZoneRules> wall_;
    DisplayNames names_;
    bool changes_ = false;
};

// The slogan as it says itself, variables in braces: for who has no clock and no names.
std::vector<SpokenText> as_written(const Slogan& slogan);

} // namespace marquee::player
