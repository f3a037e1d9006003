#include "schemas/rules/explanation.hpp"

#include <algorithm>
#include <array>

#include "schemas/model/limits.hpp"
#include "schemas/rules/hour_plan.hpp"

namespace marquee::rules {

namespace {

Standing standing_of(Absence absence) {
    switch (absence) {
    case Absence::before_dates:
        return Standing::before_its_dates;
    case Absence::after_dates:
        return Standing::after_its_dates;
    case Absence::other_weekday:
        return Standing::other_weekday;
    case Absence::other_day:
        return Standing::other_day;
    case Absence::holidays_unknown:
        return Standing::holidays_unknown;
    case Absence::outside_windows:
        break;
    }
    return Standing::outside_its_hours;
}

class Explaining {
public:
    Explaining(const Situation& situation, Instant now)
        : situation_(situation), now_(now), timeline_(evaluate(situation, now)) {
        if (situation.manifest == nullptr) {
            return;
        }
        const PreparedManifest& manifest = *situation.manifest;
        moment_ = wall_moment(manifest.zone(), now);
        if (trusted() && manifest.plans_hours() && now < never) {
            plan_ = HourPlan::of(manifest, clock_hour(manifest.zone(), now));
        }
        if (timeline_.rung == Rung::scheduled) {
            shown_class_ = class_of(timeline_.slots.front().schedule);
        }
    }

    Explanation all() {
        Explanation told{.timeline = timeline_, .rungs = {}};
        told.rungs.push_back({.rung = Rung::black, .candidates = overrides(Rung::black)});
        told.rungs.push_back({.rung = Rung::notice, .candidates = overrides(Rung::notice)});
        told.rungs.push_back({.rung = Rung::off, .candidates = off_hours()});
        for (const PriorityClass priority : {PriorityClass::urgent, PriorityClass::high,
                                             PriorityClass::normal, PriorityClass::low}) {
            told.rungs.push_back(
                {.rung = Rung::scheduled, .priority = priority, .candidates = schedules(priority)});
        }
        told.rungs.push_back({.rung = Rung::filler, .candidates = filler()});
        told.rungs.push_back({.rung = Rung::last_good, .candidates = {}});
        for (RungTried& each : told.rungs) {
            each.taken = each.rung == timeline_.rung
                         && (each.rung != Rung::scheduled || has_shown(each.candidates));
        }
        return told;
    }

private:
    static bool has_shown(const std::vector<Candidate>& candidates) {
        return std::any_of(candidates.begin(), candidates.end(),
                           [](const Candidate& each) { return each.standing == Standing::shown; });
    }

    bool trusted() const { return situation_.clock == ClockTrust::trusted; }

    // Those that address the display. What a later one of the same id replaced is not told of,
    // unless that one ended it.
    std::vector<Candidate> overrides(Rung rung) const {
        std::vector<Candidate> found;
        for (const Override& each : situation_.overrides) {
            const bool black = std::holds_alternative<Black>(each.action);
            if (std::holds_alternative<Lift>(each.action) || black != (rung == Rung::black)
                || !addresses(each, situation_)) {
                continue;
            }
            const Override* newest = newest_of(each.id);
            const bool lifted = std::holds_alternative<Lift>(newest->action);
            if (newest->serial > each.serial && !lifted) {
                continue;
            }
            Candidate candidate{.screen_override = each.id, .standing = Standing::outranked};
            if (lifted || now_ >= each.not_after) {
                candidate.standing = Standing::ended;
            } else if (timeline_.in_force && timeline_.in_force->id == each.id) {
                candidate.standing = Standing::shown;
            }
            found.push_back(candidate);
        }
        return found;
    }

    const Override* newest_of(const OverrideId& id) const {
        const Override* newest = nullptr;
        for (const Override& each : situation_.overrides) {
            if (each.id == id && (newest == nullptr || each.serial > newest->serial)) {
                newest = &each;
            }
        }
        return newest;
    }

    // Whether Times hold, and their run; else what keeps them off, and their next run.
    Candidate timed(const PreparedTimes& times, Candidate candidate) const {
        const ZoneRules& zone = situation_.manifest->zone();
        candidate.run = times.at(moment_, zone).run;
        candidate.standing = Standing::outranked;
        if (!candidate.run) {
            candidate.standing = standing_of(times.absence_at(moment_));
            candidate.run =
                times.next_run(zone, now_, now_ + std::chrono::days{limits::explanation_days_max});
        }
        return candidate;
    }

    std::vector<Candidate> off_hours() const {
        std::vector<Candidate> found;
        if (situation_.manifest == nullptr) {
            return found;
        }
        for (const PreparedTimes& times : situation_.manifest->off_hours()) {
            Candidate candidate = timed(times, {});
            if (!trusted()) {
                candidate = {.standing = Standing::time_not_proven};
            } else if (candidate.standing == Standing::outranked && timeline_.rung == Rung::off) {
                candidate.standing = Standing::shown;
            }
            found.push_back(candidate);
        }
        return found;
    }

    std::vector<Candidate> schedules(PriorityClass priority) const {
        std::vector<Candidate> found;
        if (situation_.manifest == nullptr) {
            return found;
        }
        for (const PreparedSchedule& each : situation_.manifest->schedules_of(priority)) {
            found.push_back(candidate_of(each));
        }
        for (const PreparedSchedule& each : situation_.manifest->interrupts()) {
            if (each.priority == priority) {
                found.push_back(candidate_of(each));
            }
        }
        if (timeline_.rung == Rung::scheduled && has_shown(found)) {
            for (Candidate& each : found) {
                each.standing =
                    each.standing == Standing::outranked ? Standing::waits_its_turn : each.standing;
            }
        }
        return found;
    }

    Candidate candidate_of(const PreparedSchedule& schedule) const {
        const PreparedManifest& manifest = *situation_.manifest;
        const PreparedProgram& program = manifest.programs()[schedule.program];
        Candidate candidate{.schedule = schedule.id, .program = program.id};
        if (now_ >= manifest.not_after()) {
            candidate.standing = Standing::manifest_ended;
            return candidate;
        }
        if (trusted()) {
            candidate = timed(schedule.times, candidate);
        } else if (schedule.any_time && schedule.interrupt_seconds_per_hour == 0) {
            candidate.standing = Standing::outranked;
        } else {
            candidate.standing = Standing::time_not_proven;
        }
        if (candidate.standing == Standing::outranked) {
            candidate.standing = approval_of(program);
        }
        if (candidate.standing == Standing::outranked && !timeline_.slots.empty()
            && timeline_.slots.front().schedule == schedule.id) {
            candidate.standing = Standing::shown;
        }
        if (candidate.standing == Standing::outranked) {
            tell_of_the_hour(schedule, candidate);
        }
        return candidate;
    }

    std::optional<PriorityClass> class_of(const ScheduleId& id) const {
        for (const auto* all :
             {&situation_.manifest->schedules(), &situation_.manifest->interrupts()}) {
            for (const PreparedSchedule& schedule : *all) {
                if (schedule.id == id) {
                    return schedule.priority;
                }
            }
        }
        return std::nullopt;
    }

    // Of one that holds and is not on the glass: what its share or its pace has to do with it.
    void tell_of_the_hour(const PreparedSchedule& schedule, Candidate& candidate) const {
        if (timeline_.rung < Rung::scheduled) {
            return; // it is dark, or there is an order
        }
        const bool interrupts = schedule.interrupt_seconds_per_hour > 0;
        for (const HourPlan::Piece& piece : plan_ ? plan_->pieces() : nothing_planned_) {
            if (interrupts && piece.turn.schedule == &schedule && piece.time.from > now_) {
                candidate.standing = Standing::waits_its_turn;
                candidate.run = piece.play;
                return;
            }
        }
        const bool less_urgent_shown = timeline_.rung > Rung::scheduled
                                       || (shown_class_
                                           && (interrupts ? *shown_class_ >= schedule.priority
                                                          : *shown_class_ > schedule.priority));
        if (less_urgent_shown && (interrupts || schedule.paced())) {
            candidate.standing = interrupts ? Standing::share_spent : Standing::pace_reached;
        }
    }

    // `outranked` when the approval is valid.
    Standing approval_of(const PreparedProgram& program) const {
        if (trusted() && now_ < program.valid.from) {
            return Standing::not_approved_yet;
        }
        return now_ < program.valid.to ? Standing::outranked : Standing::approval_ended;
    }

    std::vector<Candidate> filler() const {
        std::vector<Candidate> found;
        if (situation_.manifest == nullptr) {
            return found;
        }
        for (const std::uint32_t index : situation_.manifest->filler()) {
            const PreparedProgram& program = situation_.manifest->programs()[index];
            Candidate candidate{.program = program.id, .standing = approval_of(program)};
            if (candidate.standing == Standing::outranked && timeline_.rung == Rung::filler) {
                candidate.standing = timeline_.slots.front().program == program.id
                                         ? Standing::shown
                                         : Standing::waits_its_turn;
            }
            found.push_back(candidate);
        }
        return found;
    }

    const Situation& situation_;
    const Instant now_;
    const Timeline timeline_;
    WallMoment moment_;
    std::optional<HourPlan> plan_;
    const std::vector<HourPlan::Piece> nothing_planned_;
    std::optional<PriorityClass> shown_class_;
};

} // namespace

std::string_view to_slug(Standing standing) {
    constexpr std::array<std::string_view, 16> slugs{"shown",
                                                     "waits_its_turn",
                                                     "share_spent",
                                                     "pace_reached",
                                                     "outranked",
                                                     "ended",
                                                     "before_its_dates",
                                                     "after_its_dates",
                                                     "other_weekday",
                                                     "outside_its_hours",
                                                     "not_approved_yet",
                                                     "approval_ended",
                                                     "manifest_ended",
                                                     "time_not_proven",
                                                     "other_day",
                                                     "holidays_unknown"};
    return slugs.at(static_cast<std::size_t>(standing));
}

Explanation explain(const Situation& situation, Instant now) {
    return Explaining(situation, now).all();
}

} // namespace marquee::rules
