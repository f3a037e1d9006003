#include "manager/fleet/health_judge.hpp"

#include <algorithm>
#include <unordered_map>
#include <utility>

namespace marquee::manager {

// What the judgement of a display rests on, beside the last word of its player.
struct HealthJudge::Known {
    const PlayerId& player;
    const DisplayId& display;
    const std::optional<WantedManifest>& wanted;
    std::optional<Instant> earlier_contact; // with an earlier run of the manager
};

// When players were last heard that have not called since the manager started.
class HealthJudge::EarlierContacts {
public:
    void ask(const Judgement& judged, const PlayerId& player) {
        if (!judged.word) {
            silent_.push_back(player);
        }
    }

    void read(const View& view) {
        if (const auto last = view.fleet.last_transitions(silent_)) {
            for (const ReachTransition& transition : *last) {
                at_.emplace(transition.player, transition.at);
            }
        }
    }

    std::optional<Instant> of(const PlayerId& player) const {
        const auto found = at_.find(player);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }

private:
    std::vector<PlayerId> silent_;
    std::unordered_map<PlayerId, Instant> at_;
};

const DisplayHeartbeat* report_of(const Judgement& judged, const DisplayId& display) {
    if (!judged.word) {
        return nullptr;
    }
    const auto& displays = judged.word->heartbeat.displays;
    const auto found = std::find_if(displays.begin(), displays.end(),
                                    [&](const auto& report) { return report.display == display; });
    return found == displays.end() ? nullptr : &*found;
}

const DisplayHeartbeat* report_of(const DisplayState& state) {
    return report_of(state, state.row.id);
}

DisplayState HealthJudge::judge(const View& view, const Display& row, const AskedAt& asked) const {
    return std::move(judge(view, std::vector{row}, asked).front());
}

std::vector<DisplayState> HealthJudge::judge(const View& view, std::vector<Display> rows,
                                             const AskedAt& asked) const {
    std::vector<DisplayState> states(rows.size());
    std::vector<DisplayId> displays;
    EarlierContacts earlier;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        DisplayState& state = states[i];
        state.row = std::move(rows[i]);
        state.word = presence_.last_word(state.row.player);
        displays.push_back(state.row.id);
        earlier.ask(state, state.row.player);
    }
    earlier.read(view);
    std::unordered_map<DisplayId, WantedManifest> wanted;
    if (const auto held = view.fleet.wanted_of(displays)) {
        for (const WantedManifest& manifest : *held) {
            wanted.emplace(manifest.display, manifest);
        }
    }
    for (DisplayState& state : states) {
        if (const auto found = wanted.find(state.row.id); found != wanted.end()) {
            state.wanted = found->second;
        }
        judge(state, {state.row.player, state.row.id, state.wanted, earlier.of(state.row.player)},
              asked);
    }
    return states;
}

std::vector<SiteState> HealthJudge::judge(const View& view, std::vector<DisplaySite> sites,
                                          const AskedAt& asked) const {
    std::vector<SiteState> states(sites.size());
    EarlierContacts earlier;
    for (std::size_t i = 0; i < sites.size(); ++i) {
        SiteState& state = states[i];
        state.site = std::move(sites[i]);
        state.word = presence_.last_word(state.site.player);
        earlier.ask(state, state.site.player);
    }
    earlier.read(view);
    for (SiteState& state : states) {
        const DisplaySite& site = state.site;
        judge(state, {site.player, site.id, site.held, earlier.of(site.player)}, asked);
    }
    return states;
}

void HealthJudge::judge(Judgement& judged, const Known& known, const AskedAt& asked) const {
    judged.reachable = presence_.reachable(known.player, asked.monotonic);
    rules::Sighting sighting;
    sighting.last_contact = judged.word ? std::optional(judged.word->at) : known.earlier_contact;
    sighting.contact_interval = presence_.contact_interval();
    sighting.heartbeat = report_of(judged, known.display);
    sighting.clock_trusted = !judged.word || judged.word->heartbeat.clock.trusted;
    if (known.wanted) {
        sighting.wanted = known.wanted->number;
        sighting.wanted_since = known.wanted->issued_at;
    }
    if (known.wanted && (sighting.heartbeat == nullptr || !judged.reachable)) {
        sighting.planned = planned_.at(*known.wanted, asked.wall);
    }
    judged.health = rules::judge_health(sighting, asked.wall);
    if (judged.health.word == rules::HealthWord::offline) {
        judged.since = sighting.last_contact;
    } else if (judged.word) {
        const auto since = judged.word->since.find(known.display);
        judged.since =
            since == judged.word->since.end() ? std::nullopt : std::optional(since->second);
    }
}

} // namespace marquee::manager
