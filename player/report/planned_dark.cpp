#include "player/report/planned_dark.hpp"

#include <algorithm>

#include "schemas/model/contact.hpp"
#include "schemas/rules/timeline.hpp"

namespace marquee::player {
namespace {

constexpr int timeline_steps_max = 200'000; // a month of a change every 15 seconds

} // namespace

std::vector<Interval> planned_dark(const Presentation& presentation, const Interval& within) {
    std::vector<Interval> dark;
    if (!presentation.manifest) {
        return dark;
    }
    const rules::PreparedManifest manifest(*presentation.manifest);
    const rules::Situation situation{.manifest = &manifest,
                                     .overrides = presentation.overrides,
                                     .display = presentation.display,
                                     .unit_path = presentation.unit_path};
    Instant at = within.from;
    for (int step = 0; step < timeline_steps_max && at < within.to; ++step) {
        const rules::Timeline timeline = rules::evaluate(situation, at);
        const Instant until = std::min(timeline.unchanged_until, within.to);
        const bool is_dark = timeline.rung == Rung::off || timeline.rung == Rung::black;
        if (is_dark && !dark.empty() && dark.back().to == at) {
            dark.back().to = until;
        } else if (is_dark) {
            dark.push_back({at, until});
        }
        at = until;
    }
    return dark;
}

} // namespace marquee::player
