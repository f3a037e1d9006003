#include "player/playout/play_ledger.hpp"

#include <algorithm>

namespace marquee::player {
namespace {

bool same_play(const ZonePlay& a, const ZonePlay& b) {
    return a.zone == b.zone && a.turn_starts == b.turn_starts && a.item.item == b.item.item
           && a.item.program == b.item.program && a.item.revision == b.item.revision
           && a.item.content == b.item.content;
}

} // namespace

void PlayLedger::show(const std::vector<ZonePlay>& plays, Rung rung, Instant at, bool trusted) {
    std::erase_if(open_, [&](Open& open) {
        const bool stays = std::any_of(plays.begin(), plays.end(), [&](const ZonePlay& play) {
            return same_play(play, open.play);
        });
        if (!stays) {
            open.span.interval.to = std::max(at, open.span.interval.from);
            observer_.item_ended(open.span);
        }
        return !stays;
    });
    for (const ZonePlay& play : plays) {
        const bool known = std::any_of(open_.begin(), open_.end(), [&](const Open& open) {
            return same_play(play, open.play);
        });
        if (!known) {
            open_.push_back({play, {display_, play.zone, play.item, {at, at}, trusted, rung}});
            observer_.item_started(open_.back().span);
        }
    }
}

} // namespace marquee::player
