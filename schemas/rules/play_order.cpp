#include "schemas/rules/play_order.hpp"

#include <algorithm>
#include <optional>

namespace marquee::rules {

bool PlayOrder::enter_all(const std::vector<DuePlay>& plays) {
    standing_.clear();
    standing_.reserve(plays.size());
    for (const DuePlay& play : plays) {
        standing_.push_back({.play = play});
    }
    if (!move_up(0)) {
        standing_.clear();
        return false;
    }
    move_down(standing_.size());
    return true;
}

bool PlayOrder::enter(const DuePlay& play) {
    if (full_[play.room]) {
        return false;
    }
    const auto later = std::find_if(standing_.begin(), standing_.end(), [&](const Standing& each) {
        return comes_before(play, each.play);
    });
    const auto due = static_cast<std::size_t>(later - standing_.begin());
    std::optional<std::size_t> place;
    for (std::size_t away = 0; away <= standing_.size() && !place; ++away) {
        if (away <= due && fits(due - away, play.room)) {
            place = due - away;
        } else if (due + away <= standing_.size() && fits(due + away, play.room)) {
            place = due + away;
        }
    }
    full_[play.room] = !place;
    if (!place) {
        return false;
    }
    standing_.insert(standing_.begin() + static_cast<std::ptrdiff_t>(*place), {.play = play});
    move_up(*place);
    move_down(*place + 1);
    return true;
}

// Whether a play fits before the one that stands at `place`.
bool PlayOrder::fits(std::size_t place, std::size_t room) const {
    const std::vector<PlayRoom>& rooms = *rooms_;
    Microseconds free{0};
    if (place > 0) {
        const Standing& before = standing_[place - 1];
        free = before.earliest + rooms[before.play.room].play;
    }
    const std::optional<Microseconds> start = earliest_start(rooms[room], free);
    return start
           && (place == standing_.size() || *start + rooms[room].play <= standing_[place].latest);
}

// All from `from` on as early as may be; false where one has no room.
bool PlayOrder::move_up(std::size_t from) {
    const std::vector<PlayRoom>& rooms = *rooms_;
    Microseconds free{0};
    if (from > 0) {
        free = standing_[from - 1].earliest + rooms[standing_[from - 1].play.room].play;
    }
    for (std::size_t i = from; i < standing_.size(); ++i) {
        const PlayRoom& room = rooms[standing_[i].play.room];
        const std::optional<Microseconds> start = earliest_start(room, free);
        if (!start) {
            return false;
        }
        if (standing_[i].earliest == *start) {
            return true; // and so for all behind it
        }
        standing_[i].earliest = *start;
        free = *start + room.play;
    }
    return true;
}

// The first `count` as late as may be.
void PlayOrder::move_down(std::size_t count) {
    const std::vector<PlayRoom>& rooms = *rooms_;
    for (std::size_t i = count; i-- > 0;) {
        const PlayRoom& room = rooms[standing_[i].play.room];
        const Microseconds end =
            i + 1 < standing_.size() ? standing_[i + 1].latest : Microseconds::max();
        const Microseconds latest = *latest_start(room, end - room.play);
        if (standing_[i].latest == latest) {
            return; // and so for all before it
        }
        standing_[i].latest = latest;
    }
}

std::vector<PlayOrder::Begun> PlayOrder::begun() const {
    std::vector<Begun> all;
    all.reserve(standing_.size());
    Microseconds free{0};
    for (const Standing& each : standing_) {
        const PlayRoom& room = (*rooms_)[each.play.room];
        const Microseconds from = nearest_start(room, each.play.wish, free, each.latest);
        all.push_back({each.play.room, from});
        free = from + room.play;
    }
    return all;
}

} // namespace marquee::rules
