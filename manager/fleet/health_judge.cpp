#include "manager/fleet/health_judge.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace marquee::manager {

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
    return std::move(judge(view, std::vector{row}, asked).front());
}

std::vector<DisplayState> HealthJudge::judge(const View& view, std::vector<Display> rows,
                                             const AskedAt& asked) const {
    std::vector<DisplayState> states;
    std::vector<DisplayId> displays;
    std::vector<PlayerId> silent; // since the manager started: they may have called an earlier one
    for (Display& row : rows) {
        DisplayState& state = states.emplace_back(DisplayState{.row = std::move(row)});
        state.word = presence_.last_word(state.row.player);
        displays.push_back(state.row.id);
        if (!state.word) {
            silent.push_back(state.row.player);
        }
    }
    std::unordered_map<DisplayId, WantedManifest> wanted;
    if (const auto held = view.fleet.wanted_of(displays)) {
        for (const WantedManifest& manifest : *held) {
            wanted.emplace(manifest.display, manifest);
        }
    }
    std::unordered_map<PlayerId, Instant> earlier;
    if (const auto last = view.fleet.last_transitions(silent)) {
        for (const ReachTransition& transition : *last) {
            earlier.emplace(transition.player, transition.at);
        }
    }
    for (DisplayState& state : states) {
        if (const auto found = wanted.find(state.row.id); found != wanted.end()) {
            state.wanted = found->second;
        }
        const auto contact = earlier.find(state.row.player);
        judge(state, contact == earlier.end() ? std::nullopt : std::optional(contact->second),
              asked);
    }
    return states;
}

void HealthJudge::judge(DisplayState& state, std::optional<Instant> earlier_contact,
                        const AskedAt& asked) const {
    state.reachable = presence_.reachable(state.row.player, asked.monotonic);
    rules::Sighting sighting;
    sighting.last_contact = state.word ? std::optional(state.word->at) : earlier_contact;
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
        const auto since = state.word->since.find(state.row.id);
        state.since =
            since == state.word->since.end() ? std::nullopt : std::optional(since->second);
    }
}

} // namespace marquee::manager
