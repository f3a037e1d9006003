#include "player/report/planned_dark.hpp"

#include "schemas/model/contact.hpp"
#include "schemas/rules/spans.hpp"

namespace marquee::player {
namespace {

constexpr int answers_max = 50; // of limits::timeline_spans_max spans each, or fewer

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
    for (int answer = 0; answer < answers_max && at < within.to; ++answer) {
        const std::vector<rules::Span> spans = rules::spans_in(situation, {at, within.to});
        for (const rules::Span& span : spans) {
            const bool is_dark = span.rung == Rung::off || span.rung == Rung::black;
            if (is_dark && !dark.empty() && dark.back().to == span.time.from) {
                dark.back().to = span.time.to;
            } else if (is_dark) {
                dark.push_back(span.time);
            }
        }
        if (spans.empty()) {
            break;
        }
        at = spans.back().time.to;
    }
    return dark;
}

} // namespace marquee::player
