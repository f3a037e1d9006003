#include "player/announced_abilities.hpp"

#include "schemas/rules/capabilities.hpp"

namespace marquee::player {

namespace {

constexpr Milliseconds decoder_patience{1'500};

} // namespace

std::vector<std::string> announced_abilities(DecoderAbilities& decoder, const Clock& clock) {
    std::vector<std::string> names{
        "slogan.still", "slogan.scroll_left",   "poster.jpeg", "poster.png", "poster.webp", "video",
        "sound",        "transition.crossfade", "screenshot",  "audio"};
    for (const auto& more : {rules::schedule_capabilities(), rules::program_capabilities()}) {
        names.insert(names.end(), more.begin(), more.end());
    }
    if (const auto decoded = decoder.answer(clock.monotonic() + decoder_patience, clock)) {
        names.insert(names.end(), decoded->begin(), decoded->end());
    }
    return names;
}

} // namespace marquee::player
