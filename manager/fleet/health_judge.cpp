#include "manager/fleet/health_judge.hpp"

#include <algorithm>

namespace marquee::manager {

namespace {

// A player that did not call since the manager started may have called an earlier one.
std::optional<Instant> earlier_contact(const View& view, const PlayerId& player, Instant now) {
    const auto last = view.fleet.transitions(player, {now, now + Microseconds{1}});
    return last && !last->empty() ? std::optional(last->front().at) : std::nullopt;
}

} // namespace

const DisplayHeartbeat* report_of(const DisplayState& state) {
    if (!state.word) {
        return nullptr;
    }
    const auto& displays = state.word->heartbeat.displays;
    const auto found = std::find_if(displays.begin(), displays.end(), [&](const auto& report) {
        return report.display == state.row.id;
    });
    return found == displays.end() ? nullptr : &*found;
}

DisplayState HealthJudge::judge(const View& view, const Display& row, const AskedAt& asked) const {
    DisplayState state{.row = row};
    if (const Result<WantedManifest> wanted = view.fleet.wanted(row.id)) {
        state.wanted = *wanted;
    }
    state.word = presence_.last_word(row.player);
    state.reachable = presence_.reachable(row.player, asked.monotonic);
    rules::Sighting sighting;
    sighting.last_contact =
        state.word ? std::optional(state.word->at) : earlier_contact(view, row.player, asked.wall);
    sighting.contact_interval = presence_.contact_interval();
    sighting.heartbeat = report_of(state);
    sighting.clock_trusted = !state.word || state.word->heartbeat.clock.trusted;
    if (state.wanted) {
        sighting.wanted = state.wanted->number;
        sighting.wanted_since = state.wanted->issued_at;
    }
    if (state.wanted && (sighting.heartbeat == nullptr || !state.reachable)) {
        sighting.planned = planned_.at(*state.wanted, asked.wall);
    }
    state.health = rules::judge_health(sighting, asked.wall);
    if (state.health.word == rules::HealthWord::offline) {
        state.since = sighting.last_contact;
    } else if (state.word) {
        const auto since = state.word->since.find(row.id);
        state.since =
            since == state.word->since.end() ? std::nullopt : std::optional(since->second);
    }
    return state;
}

} // namespace marquee::manager
