#include "manager/fleet/presence.hpp"

#include <algorithm>
#include <utility>

namespace marquee::manager {

namespace {

bool same_state(const DisplayHeartbeat& a, const DisplayHeartbeat& b) {
    return a.rung == b.rung && a.active == b.active && a.blocked == b.blocked && a.card == b.card
           && a.quarantine == b.quarantine;
}

// Whether there are any.
bool note_changes(LastWord& held, const Heartbeat& fresh, Instant at) {
    std::map<DisplayId, Instant> since;
    bool changes = held.since.size() != fresh.displays.size();
    for (const DisplayHeartbeat& display : fresh.displays) {
        const auto& before = held.heartbeat.displays;
        const auto known = std::find_if(before.begin(), before.end(), [&](const auto& each) {
            return each.display == display.display && same_state(each, display);
        });
        const auto told = held.since.find(display.display);
        const bool lasts = known != before.end() && told != held.since.end();
        since[display.display] = lasts ? told->second : at;
        changes = changes || !lasts;
    }
    held.since = std::move(since);
    return changes;
}

} // namespace

void Presence::note(Heartbeat heartbeat, Instant at, Microseconds monotonic) {
    const std::lock_guard lock(mutex_);
    LastWord& held = words_[heartbeat.player];
    if (held.told_reachable && monotonic - held.monotonic > silence_max_) {
        fall_silent(held);
    }
    bool is_news = !held.told_reachable;
    if (!std::exchange(held.told_reachable, true)) {
        transitions_.push_back({heartbeat.player, at, Reach::reachable});
    }
    const bool late = held.heartbeat.boot_id == heartbeat.boot_id
                      && heartbeat.sequence <= held.heartbeat.sequence;
    if (!late) {
        is_news = note_changes(held, heartbeat, at) || is_news;
        held.heartbeat = std::move(heartbeat);
    }
    held.at = at;
    held.monotonic = monotonic;
    if (is_news) {
        tell_pages();
    }
}

void Presence::tell_pages() const {
    if (events_ != nullptr) {
        events_->tell(Subject::displays);
    }
}

void Presence::fall_silent(LastWord& word) {
    word.told_reachable = false;
    transitions_.push_back({word.heartbeat.player, word.at + silence_max_, Reach::unreachable});
}

std::vector<ReachTransition> Presence::take_transitions(Microseconds monotonic) {
    const std::lock_guard lock(mutex_);
    for (auto& [player, word] : words_) {
        if (word.told_reachable && monotonic - word.monotonic > silence_max_) {
            fall_silent(word);
            tell_pages();
        }
    }
    return std::exchange(transitions_, {});
}

std::optional<LastWord> Presence::last_word(const PlayerId& player) const {
    const std::lock_guard lock(mutex_);
    const auto found = words_.find(player);
    return found == words_.end() ? std::nullopt : std::optional<LastWord>(found->second);
}

bool Presence::reachable(const PlayerId& player, Microseconds monotonic) const {
    const std::lock_guard lock(mutex_);
    const auto found = words_.find(player);
    return found != words_.end() && monotonic - found->second.monotonic <= silence_max_;
}

} // namespace marquee::manager
