#include "manager/publishing/planning/check_class.hpp"

#include <algorithm>
#include <map>

#include "schemas/model/limits.hpp"
#include "schemas/rules/calendar_days.hpp"
#include "schemas/rules/explanation.hpp"
#include "schemas/rules/forecast.hpp"
#include "schemas/rules/intervals.hpp"
#include "schemas/rules/schedule_runs.hpp"
#include "schemas/rules/spans.hpp"

namespace marquee::manager {

namespace {

using rules::Span;

const rules::PreparedSchedule* find(const std::vector<rules::PreparedSchedule>& all,
                                    const ScheduleId& id) {
    const auto found = std::find_if(
        all.begin(), all.end(), [&](const rules::PreparedSchedule& each) { return each.id == id; });
    return found == all.end() ? nullptr : &*found;
}

bool asks_for_kinds(const std::vector<DayRule>& days) {
    return std::any_of(days.begin(), days.end(),
                       [](const DayRule& day) { return std::holds_alternative<DayKinds>(day); });
}

class Checking {
public:
    Checking(const Manifest& manifest, const Schedule& draft, LocalDate first, int days)
        : manifest_(manifest),
          draft_(draft),
          prepared_(manifest, {rules::day_interval(manifest.zone, first).from,
                               rules::day_interval(manifest.zone, last_of(first, days)).to}),
          within_{rules::day_interval(manifest.zone, first).from,
                  rules::day_interval(manifest.zone, last_of(first, days)).to},
          first_(first),
          last_(last_of(first, days)) {}

    ClassCheck check() {
        const rules::PreparedSchedule* const own = prepared_own();
        rules::Intervals holding;
        if (own != nullptr) {
            holding = rules::common_part(
                rules::joined(rules::runs_in(prepared_, *own, within_, limits::timeline_spans_max)),
                within_);
        }
        for (const Span& span : rules::spans_in(situation(), within_)) {
            take(span, holding);
        }
        if (told_.airtime.shown == Microseconds{0}) {
            say_why(holding);
        }
        return std::move(told_);
    }

private:
    static LocalDate last_of(LocalDate first, int days) {
        return LocalDate{std::chrono::local_days{first} + std::chrono::days{days - 1}};
    }

    rules::Situation situation() const {
        return {.manifest = &prepared_, .overrides = {}, .display = nobody_, .unit_path = {}};
    }

    const rules::PreparedSchedule* prepared_own() const {
        const auto* const turn = find(prepared_.schedules(), draft_.id);
        return turn != nullptr ? turn : find(prepared_.interrupts(), draft_.id);
    }

    PriorityClass class_of(const ScheduleId& id) const {
        const auto found = std::find_if(manifest_.schedules.begin(), manifest_.schedules.end(),
                                        [&](const Schedule& each) { return each.id == id; });
        return found == manifest_.schedules.end() ? PriorityClass::low : found->priority;
    }

    void take(const Span& span, const rules::Intervals& holding) {
        const auto own =
            std::find_if(span.shares.begin(), span.shares.end(),
                         [&](const rules::Share& share) { return share.schedule == draft_.id; });
        if (own != span.shares.end()) {
            told_.airtime.shown += own->airtime.shown;
            told_.airtime.plays += own->airtime.plays;
            return;
        }
        const rules::Intervals lost = rules::common_part(holding, span.time);
        if (lost.empty()) {
            return;
        }
        if (span.rung == Rung::off) {
            off_ += rules::length_of(lost);
            return;
        }
        const ScheduleId by = winner(span);
        const bool waits = draft_.interrupt_seconds_per_hour > 0 || draft_.plays_per_hour_max > 0
                           || draft_.repeat_gap > Seconds{0};
        if (by.empty() || (waits && class_of(by) >= draft_.priority)) {
            return; // it has had its share, or rests: nobody took anything from it
        }
        for (const Interval& part : lost) {
            cover(part, by);
        }
    }

    // Of several that share the glass, the most urgent, and of those the one that has most of it.
    ScheduleId winner(const Span& span) const {
        const rules::Share* best = nullptr;
        for (const rules::Share& share : span.shares) {
            if (share.schedule.empty()) {
                continue;
            }
            if (best == nullptr || class_of(share.schedule) < class_of(best->schedule)
                || (class_of(share.schedule) == class_of(best->schedule)
                    && share.airtime.shown > best->airtime.shown)) {
                best = &share;
            }
        }
        return best == nullptr ? ScheduleId{} : best->schedule;
    }

    void cover(const Interval& part, const ScheduleId& by) {
        taken_[by] += part.to - part.from;
        if (!told_.covered.empty() && told_.covered.back().by == by
            && told_.covered.back().time.to == part.from) {
            told_.covered.back().time.to = part.to;
        } else {
            told_.covered.push_back({part, by});
        }
    }

    void say_why(const rules::Intervals& holding) {
        if (holding.empty()) {
            told_.reason = why_it_never_holds();
            return;
        }
        const auto most =
            std::max_element(taken_.begin(), taken_.end(),
                             [](const auto& a, const auto& b) { return a.second < b.second; });
        if (off_ > (most == taken_.end() ? Microseconds{0} : most->second)) {
            told_.reason = CheckReason::off;
        } else if (most != taken_.end()) { // otherwise nobody has most of its time
            told_.by = most->first;
        }
    }

    CheckReason why_it_never_holds() const {
        if (year_missing()) {
            return CheckReason::holiday_year_missing;
        }
        if (holds_by_its_times()) { // then it is the approval that cuts all of it off
            return CheckReason::approval;
        }
        const rules::Explanation told = rules::explain(situation(), within_.from);
        for (const rules::RungTried& rung : told.rungs) {
            for (const rules::Candidate& each : rung.candidates) {
                if (each.schedule == draft_.id) {
                    return reason_of(each.standing);
                }
            }
        }
        return CheckReason::other_day;
    }

    bool holds_by_its_times() const {
        const rules::PreparedSchedule* const own = prepared_own();
        const ZoneRules& zone = prepared_.zone();
        return own != nullptr
               && (own->times.at(rules::wall_moment(zone, within_.from), zone).run
                   || own->times.next_run(zone, within_.from, within_.to));
    }

    static CheckReason reason_of(rules::Standing standing) {
        switch (standing) {
        case rules::Standing::before_its_dates:
        case rules::Standing::after_its_dates:
            return CheckReason::not_in_dates;
        case rules::Standing::not_approved_yet:
        case rules::Standing::approval_ended:
            return CheckReason::approval;
        default:
            return CheckReason::other_day;
        }
    }

    bool year_missing() const {
        const Times& times = draft_.times;
        const bool asks =
            asks_for_kinds(times.on)
            || std::any_of(times.exceptions.begin(), times.exceptions.end(),
                           [](const DayException& each) { return asks_for_kinds(each.on); });
        return asks
               && !rules::missing_years(manifest_.holidays.value_or(HolidayTable{}), first_, last_)
                       .empty();
    }

    const Manifest& manifest_;
    const Schedule& draft_;
    const rules::PreparedManifest prepared_;
    const Interval within_;
    const LocalDate first_;
    const LocalDate last_;
    const DisplayId nobody_;
    ClassCheck told_;
    Microseconds off_{0};
    std::map<ScheduleId, Microseconds> taken_;
};

} // namespace

ClassCheck check_class(const Manifest& manifest, const Schedule& draft, LocalDate first, int days) {
    return Checking(manifest, draft, first, days).check();
}

} // namespace marquee::manager
