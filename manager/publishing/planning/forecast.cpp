#include "manager/publishing/planning/forecast.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/forecast.hpp"

namespace marquee::manager {

namespace {

void add_examples(std::vector<std::uint32_t>& examples, const std::vector<std::uint32_t>& more) {
    const std::size_t room = limits::schedule_check_examples_max - examples.size();
    examples.insert(examples.end(), more.begin(),
                    more.begin() + static_cast<std::ptrdiff_t>(std::min(room, more.size())));
}

bool in_range(const DateRange& range, LocalDate date) {
    return (!range.first || *range.first <= date) && (!range.last || date <= *range.last);
}

class Sum {
public:
    explicit Sum(const ForecastQuestion& question) : question_(question) {
        if (question.goal) {
            all_.goal.resize(static_cast<std::size_t>(question.days));
        }
    }

    void add(const PlanClass& plan) {
        const ZoneRules& zone = plan.manifest.zone;
        const LocalDate last{std::chrono::local_days{question_.first}
                             + std::chrono::days{question_.days}};
        const rules::PreparedManifest prepared(
            plan.manifest,
            {rules::day_interval(zone, question_.first).from, rules::day_interval(zone, last).to});
        const auto days = rules::forecast(prepared, question_.first, question_.days);
        std::set<ProgramId> shown;
        bool idle = true;
        for (std::size_t day = 0; day < days.size(); ++day) {
            const Counted counted = count(days[day]);
            idle = idle && counted.all.shown == Microseconds{0};
            all_.whole = all_.whole && days[day].whole;
            for (const auto& [program, airtime] : counted.programs) {
                shown.insert(program);
                add_day(program, day, airtime, plan.displays.size());
            }
            if (question_.goal && in_range(question_.goal->dates, days[day].date)) {
                judge(all_.goal[day], counted.all, plan);
            }
        }
        for (const ProgramId& program : shown) {
            all_.programs.at(program).displays += plan.displays.size();
        }
        if (idle) {
            all_.idle += plan.displays.size();
            add_examples(all_.idle_examples, plan.displays);
        }
    }

    FleetForecast take() { return std::move(all_); }

private:
    struct Counted {
        std::map<ProgramId, rules::Airtime> programs;
        rules::Airtime all; // of schedules
    };

    Counted count(const rules::ForecastDay& day) const {
        Counted counted;
        for (const rules::Share& share : day.shares) {
            if (question_.schedules && !question_.schedules->contains(share.schedule)) {
                continue;
            }
            rules::Airtime& airtime = counted.programs[share.program];
            airtime.shown += share.airtime.shown;
            airtime.plays += share.airtime.plays;
            if (!share.schedule.empty()) {
                counted.all.shown += share.airtime.shown;
                counted.all.plays += share.airtime.plays;
            }
        }
        return counted;
    }

    void add_day(const ProgramId& program, std::size_t day, const rules::Airtime& airtime,
                 std::size_t displays) {
        std::vector<ProgramDay>& days = all_.programs[program].days;
        days.resize(static_cast<std::size_t>(question_.days));
        const auto times = static_cast<std::int64_t>(displays);
        days[day].airtime.shown += airtime.shown * times;
        days[day].airtime.plays += airtime.plays * times;
        days[day].displays += displays;
    }

    void judge(GoalDay& day, const rules::Airtime& airtime, const PlanClass& plan) const {
        const ForecastGoal& goal = *question_.goal;
        const bool met = (!goal.shown || airtime.shown >= *goal.shown)
                         && (!goal.plays || airtime.plays >= *goal.plays);
        (met ? day.met : day.missed) += plan.displays.size();
        if (!met) {
            add_examples(day.examples, plan.displays);
        }
    }

    const ForecastQuestion& question_;
    FleetForecast all_;
};

} // namespace

FleetForecast forecast(const Outlook& outlook, const ForecastQuestion& question) {
    Sum sum(question);
    for (const PlanClass& plan : outlook.classes) {
        sum.add(plan);
    }
    return sum.take();
}

} // namespace marquee::manager
