#include "manager/publishing/planning/unit_timeline.hpp"

#include <utility>

#include "schemas/model/limits.hpp"
#include "schemas/rules/spans.hpp"

namespace marquee::manager {

namespace {

// Of one class: neighbouring spans that a schedule has a share of are one run.
std::map<ScheduleId, std::vector<GlassRun>> runs_of(const std::vector<rules::Span>& spans) {
    std::map<ScheduleId, std::vector<GlassRun>> all;
    for (const rules::Span& span : spans) {
        for (const rules::Share& share : span.shares) {
            if (share.schedule.empty()) {
                continue;
            }
            std::vector<GlassRun>& runs = all[share.schedule];
            if (runs.empty() || runs.back().time.to != span.time.from) {
                runs.push_back({.time = span.time});
            }
            runs.back().time.to = span.time.to;
            runs.back().shown += share.airtime.shown;
        }
    }
    return all;
}

using Key = std::pair<Instant, Instant>;

struct Sum {
    std::size_t displays = 0;
    Microseconds shown{0}; // all of them together
};

} // namespace

UnitTimeline unit_timeline(const Outlook& outlook, const Interval& within) {
    UnitTimeline told;
    std::map<ScheduleId, std::map<Key, Sum>> sums;
    std::size_t count = 0;
    for (const PlanClass& plan : outlook.classes) {
        const rules::PreparedManifest prepared(plan.manifest, within);
        const DisplayId nobody;
        const rules::Situation situation{
            .manifest = &prepared, .overrides = {}, .display = nobody, .unit_path = {}};
        const std::vector<rules::Span> spans = rules::spans_in(situation, within);
        told.cut = told.cut || spans.empty() || spans.back().time.to < within.to;
        for (const auto& [schedule, runs] : runs_of(spans)) {
            for (const GlassRun& run : runs) {
                const Key key{run.time.from, run.time.to};
                auto& known = sums[schedule];
                if (!known.contains(key) && count++ >= limits::timeline_spans_max) {
                    told.cut = true;
                    continue;
                }
                known[key].displays += plan.displays.size();
                known[key].shown += run.shown * static_cast<std::int64_t>(plan.displays.size());
            }
        }
    }
    for (const auto& [schedule, runs] : sums) {
        for (const auto& [key, sum] : runs) {
            told.schedules[schedule].push_back(
                {{key.first, key.second},
                 sum.displays,
                 sum.shown / static_cast<std::int64_t>(sum.displays)});
        }
    }
    return told;
}

} // namespace marquee::manager
