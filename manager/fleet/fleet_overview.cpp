#include "manager/fleet/fleet_overview.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "manager/fleet/outages.hpp"
#include "manager/ports/unit_lines.hpp"

namespace marquee::manager {

namespace {

using rules::HealthWord;

constexpr std::array worst_first{HealthWord::abnormal, HealthWord::offline,
                                 HealthWord::out_of_date};

class Troubles {
public:
    explicit Troubles(const UnitLines& lines) : lines_(lines) {}

    void add(const SiteState& state) {
        const bool wrong = std::find(worst_first.begin(), worst_first.end(), state.health.word)
                           != worst_first.end();
        if (!wrong) {
            return;
        }
        if (state.health.word == HealthWord::offline && state.since) {
            silences_.push_back({state.site.id, state.site.player, *state.since});
            silent_.emplace(state.site.id, &state);
        } else {
            join(by_cause_[key_of(state.health)], state);
        }
    }

    // The states that were added must still be there.
    std::vector<Trouble> finish() {
        std::vector<Trouble> all;
        for (const std::vector<Silence>& outage : outages_among(silences_)) {
            Trouble& trouble = all.emplace_back();
            for (const Silence& silence : outage) {
                const auto state = silent_.find(silence.display);
                join(trouble, *state->second);
                silent_.erase(state);
            }
            trouble.together = Interval{outage.front().since, outage.back().since};
        }
        for (const auto& [display, state] : silent_) {
            join(by_cause_[key_of(state->health)], *state);
        }
        for (auto& [key, trouble] : by_cause_) {
            all.push_back(std::move(trouble));
        }
        std::stable_sort(all.begin(), all.end(), [](const Trouble& a, const Trouble& b) {
            return std::pair(rank(a), b.displays) < std::pair(rank(b), a.displays);
        });
        all.resize(std::min(all.size(), troubles_max));
        for (Trouble& trouble : all) {
            trouble.unit_name = lines_.name(trouble.unit);
        }
        return all;
    }

private:
    using Key = std::pair<HealthWord, std::string>;

    static Key key_of(const rules::Health& health) { return {health.word, health.cause}; }

    static std::ptrdiff_t rank(const Trouble& trouble) {
        return std::find(worst_first.begin(), worst_first.end(), trouble.health.word)
               - worst_first.begin();
    }

    void join(Trouble& trouble, const SiteState& state) const {
        if (trouble.displays == 0) {
            trouble.health = state.health;
            trouble.unit = state.site.unit;
            trouble.display = state.site.id;
            trouble.title = state.site.title;
        }
        ++trouble.displays;
        trouble.unit = lines_.common(trouble.unit, state.site.unit);
    }

    const UnitLines& lines_;
    std::map<Key, Trouble> by_cause_;
    std::vector<Silence> silences_;
    std::map<DisplayId, const SiteState*> silent_;
};

class Programs {
public:
    void add(const SiteState& state) {
        const DisplayHeartbeat* report = report_of(state, state.site.id);
        if (!state.reachable || report == nullptr) {
            return;
        }
        if (report->rung == Rung::notice) {
            ++noticed_;
        }
        if (report->rung != Rung::scheduled && report->rung != Rung::filler) {
            return;
        }
        std::unordered_set<ProgramId> counted;
        for (const ZoneShowing& zone : report->zones) {
            OnAir& entry = entries_[{zone.program, report->rung == Rung::filler}];
            entry.program = zone.program;
            entry.filler = report->rung == Rung::filler;
            if (entry.items.size() < on_air_items_max) {
                entry.items.insert(zone.item_name);
            }
            entry.displays += counted.insert(zone.program).second ? 1 : 0;
        }
    }

    std::uint64_t noticed() const { return noticed_; }

    std::vector<OnAir> finish() const {
        std::vector<OnAir> all;
        for (const auto& [key, entry] : entries_) {
            all.push_back(entry);
        }
        std::stable_sort(all.begin(), all.end(),
                         [](const OnAir& a, const OnAir& b) { return a.displays > b.displays; });
        return all;
    }

private:
    std::map<std::pair<ProgramId, bool>, OnAir> entries_;
    std::uint64_t noticed_ = 0;
};

} // namespace

Result<FleetOverview> fleet_overview(const View& view, const HealthJudge& judge, const Scope& scope,
                                     const AskedAt& asked) {
    Result<std::vector<UnitPlace>> places = view.fleet.unit_places();
    Result<std::vector<DisplaySite>> sites = view.fleet.display_sites(scope.units, {});
    if (!places || !sites) {
        return tl::unexpected<Error>(places ? std::move(sites.error()) : std::move(places.error()));
    }
    const UnitLines lines(std::move(*places));
    const std::vector<SiteState> states = judge.judge(view, std::move(*sites), asked);
    FleetOverview overview;
    Troubles troubles(lines);
    Programs programs;
    for (const SiteState& state : states) {
        overview.count.add(state, asked.wall);
        troubles.add(state);
        programs.add(state);
    }
    overview.units = lines.count(scope);
    overview.troubles = troubles.finish();
    overview.noticed = programs.noticed();
    overview.on_air = programs.finish();
    overview.programs_on_air = overview.on_air.size();
    overview.on_air.resize(std::min(overview.on_air.size(), on_air_max));
    for (OnAir& entry : overview.on_air) {
        if (const auto program = view.content.program(entry.program)) {
            entry.name = program->name;
        } else if (program.error().code != ErrorCode::not_found) {
            return tl::unexpected<Error>(program.error());
        }
    }
    return overview;
}

} // namespace marquee::manager
