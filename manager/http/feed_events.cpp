#include "manager/http/feed_events.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include <fmt/format.h>

#include "manager/http/schedule_words.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/schedule_runs.hpp"

namespace marquee::manager {

namespace {

struct Run {
    const Schedule* schedule = nullptr;
    std::size_t displays = 0;
};

// In the order of events; the schedule makes it unique.
using RunKey = std::tuple<Instant, Instant, ScheduleId>;

std::string description_of(const Run& run, const FeedWords& words) {
    const bool chinese = words.language == Language::zh_cn;
    const auto name = words.names.programs.find(run.schedule->program);
    std::string text;
    if (name != words.names.programs.end()) {
        text = fmt::format("{}{}\n", chinese ? "节目：" : "Program: ", name->second);
    }
    text += fmt::format("{}{}", chinese ? "优先级：" : "Priority: ",
                        priority_words(run.schedule->priority, words.language));
    if (run.displays > 1) {
        text += fmt::format("\n{}{}", chinese ? "屏数：" : "Displays: ", run.displays);
    }
    return text;
}

// The instant of the run's true beginning keeps it stable while `within` moves on.
std::string uid_of(const ScheduleId& schedule, Instant from) {
    const std::string at =
        from > Instant{}
            ? std::to_string(std::chrono::floor<Seconds>(from).time_since_epoch().count())
            : std::string("open");
    return schedule.value + "-" + at + "@marquee";
}

FeedEvent event_of(const RunKey& key, const Run& run, const Interval& within,
                   const FeedWords& words) {
    const auto& [from, to, schedule] = key;
    return {.uid = uid_of(schedule, from),
            .time = {from > Instant{} ? from : within.from, to < rules::never ? to : within.to},
            .stamp = words.decided_at(schedule),
            .summary = run.schedule->name,
            .description = description_of(run, words),
            .category = std::string(priority_words(run.schedule->priority, words.language))};
}

} // namespace

std::vector<FeedEvent> feed_events(std::span<const FeedPlan> plans, const Interval& within,
                                   const FeedWords& words) {
    std::map<RunKey, Run> runs;
    for (const FeedPlan& plan : plans) {
        std::map<ScheduleId, const Schedule*> schedules;
        for (const Schedule& schedule : plan.manifest.schedules) {
            schedules.emplace(schedule.id, &schedule);
        }
        const auto add = [&](const rules::PreparedSchedule& prepared) {
            for (const Interval& time : rules::runs_in(plan.prepared, prepared, within,
                                                       limits::calendar_feed_events_max)) {
                Run& run = runs[{time.from, time.to, prepared.id}];
                run.schedule = schedules.at(prepared.id);
                run.displays += plan.displays;
            }
        };
        const auto& turns = plan.prepared.schedules();
        const auto& interrupts = plan.prepared.interrupts();
        std::for_each(turns.begin(), turns.end(), add);
        std::for_each(interrupts.begin(), interrupts.end(), add);
        while (runs.size() > limits::calendar_feed_events_max) {
            runs.erase(std::prev(runs.end()));
        }
    }
    std::vector<FeedEvent> events;
    for (const auto& [key, run] : runs) {
        events.push_back(event_of(key, run, within, words));
    }
    return events;
}

} // namespace marquee::manager
