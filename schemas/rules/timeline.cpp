#include "schemas/rules/timeline.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

// Somebody whose turn comes round: a schedule that holds, or a filler program.
struct Turn {
    const PreparedProgram* program;
    const PreparedSchedule* schedule; // none: filler
    Interval run;
};

// One evaluation. `until_` sinks to the earliest moment that can change the answer.
class Evaluation {
public:
    Evaluation(const PreparedManifest& manifest, ClockTrust clock, Instant now)
        : manifest_(manifest),
          trusted_(clock == ClockTrust::trusted),
          moment_(wall_moment(manifest.zone(), now)),
          now_(now) {}

    Timeline answer() {
        Timeline timeline{.rung = climb()};
        if (!turns_.empty()) {
            timeline.slots.push_back(take_turn());
        }
        timeline.unchanged_until = until_;
        return timeline;
    }

    Stretch stretch() {
        Stretch stretch{.rung = climb()};
        for (const Turn& turn : turns_) {
            stretch.shares.push_back({turn.program->id,
                                      turn.schedule ? turn.schedule->id : ScheduleId{},
                                      turn.program->turn});
        }
        stretch.anchor = turns_.empty() ? Instant{} : anchor();
        stretch.until = until_;
        return stretch;
    }

private:
    // Down the ladder to the first rung that somebody stands on, who is then in `turns_`.
    Rung climb() {
        if (off()) {
            return Rung::off;
        }
        if (collect_schedules(); !turns_.empty()) {
            return Rung::scheduled;
        }
        if (collect_filler(); !turns_.empty()) {
            return Rung::filler;
        }
        return Rung::last_good;
    }

    void changes_at(Instant change) {
        if (change > now_) {
            until_ = std::min(until_, change);
        }
    }

    bool off() {
        if (!trusted_) {
            return false;
        }
        for (const PreparedTimes& times : manifest_.off_hours()) {
            const Holding holding = times.at(moment_, manifest_.zone());
            if (holding.run) {
                until_ = std::min(never, holding.unchanged_until);
                return true;
            }
            changes_at(holding.unchanged_until);
        }
        return false;
    }

    bool valid(const PreparedProgram& program) {
        // Without a trusted clock `now` is a floor: what is over is over, but what has not begun
        // by the floor may well have begun.
        if (trusted_ && now_ < program.valid.from) {
            changes_at(program.valid.from);
            return false;
        }
        changes_at(program.valid.to);
        return now_ < program.valid.to;
    }

    // Fills `turns_` with the holding schedules of the most urgent class that has any.
    void collect_schedules() {
        if (now_ >= manifest_.not_after()) {
            return;
        }
        changes_at(manifest_.not_after());
        turns_.reserve(manifest_.schedules().size());
        const auto& all = manifest_.schedules();
        for (auto each = all.begin(); each != all.end(); ++each) {
            if (!turns_.empty() && each->priority != turns_.front().schedule->priority) {
                return; // less urgent ones cannot change the answer
            }
            const std::optional<Interval> run = run_of(*each);
            const PreparedProgram& program = manifest_.programs()[each->program];
            if (run && valid(program)) {
                turns_.push_back({&program, &*each, *run});
                changes_at(run->to);
            }
        }
    }

    std::optional<Interval> run_of(const PreparedSchedule& schedule) {
        if (!trusted_) {
            return schedule.any_time ? std::optional{Interval{Instant{}, never}} : std::nullopt;
        }
        const Holding holding = schedule.times.at(moment_, manifest_.zone());
        if (!holding.run) {
            changes_at(holding.unchanged_until);
        }
        return holding.run;
    }

    void collect_filler() {
        for (const std::uint32_t index : manifest_.filler()) {
            const PreparedProgram& program = manifest_.programs()[index];
            if (valid(program)) {
                turns_.push_back({&program, nullptr, {Instant{}, never}});
            }
        }
    }

    // When the round began that is still going on, or would be.
    Instant anchor() const {
        Instant latest = Instant::min();
        for (const Turn& turn : turns_) {
            latest = std::max(latest, turn.run.from);
        }
        return latest;
    }

    // The one whose turn it is. A single one stays for its whole run.
    Slot take_turn() {
        const Turn* current = &turns_.front();
        Interval shown = current->run;
        if (turns_.size() > 1) {
            Microseconds round{0};
            for (const Turn& turn : turns_) {
                round += turn.program->turn;
            }
            const Microseconds elapsed = now_ - anchor();
            Microseconds position = (elapsed % round + round) % round;
            while (position >= current->program->turn) {
                position -= current->program->turn;
                ++current;
            }
            shown = {now_ - position, now_ - position + current->program->turn};
        }
        shown.to = std::min(shown.to, current->run.to);
        changes_at(shown.to);
        return {current->program->id, current->schedule ? current->schedule->id : ScheduleId{},
                shown.from, shown.to};
    }

    const PreparedManifest& manifest_;
    const bool trusted_;
    const WallMoment moment_;
    const Instant now_;
    Instant until_ = never;
    std::vector<Turn> turns_;
};

bool superseded(const Override& one, std::span<const Override> all) {
    return std::any_of(all.begin(), all.end(), [&](const Override& other) {
        return other.id == one.id && other.serial > one.serial;
    });
}

bool more_urgent(const Override& a, const Override& b) {
    const bool a_black = std::holds_alternative<Black>(a.action);
    const bool b_black = std::holds_alternative<Black>(b.action);
    return a_black != b_black ? a_black : a.serial > b.serial;
}

} // namespace

bool addresses(const Override& screen_override, const Situation& situation) {
    const auto& displays = screen_override.displays;
    const auto& units = screen_override.units;
    return std::find(displays.begin(), displays.end(), situation.display) != displays.end()
           || std::any_of(situation.unit_path.begin(), situation.unit_path.end(),
                          [&](const UnitId& unit) {
                              return std::find(units.begin(), units.end(), unit) != units.end();
                          });
}

const Override* override_in_force(const Situation& situation, Instant now) {
    const Override* best = nullptr;
    for (const Override& each : situation.overrides) {
        if (now < each.not_after && !std::holds_alternative<Lift>(each.action)
            && addresses(each, situation) && !superseded(each, situation.overrides)
            && (best == nullptr || more_urgent(each, *best))) {
            best = &each;
        }
    }
    return best;
}

Timeline evaluate(const Situation& situation, Instant now) {
    if (const Override* found = override_in_force(situation, now)) {
        Timeline timeline;
        timeline.rung = std::holds_alternative<Black>(found->action) ? Rung::black : Rung::notice;
        timeline.unchanged_until = std::min(found->not_after, never);
        timeline.in_force = *found;
        return timeline;
    }
    if (situation.manifest == nullptr) {
        return {};
    }
    return Evaluation{*situation.manifest, situation.clock, now}.answer();
}

Stretch stretch_at(const Situation& situation, Instant now) {
    if (const Override* found = override_in_force(situation, now)) {
        return {.rung = std::holds_alternative<Black>(found->action) ? Rung::black : Rung::notice,
                .in_force = found->id,
                .until = std::min(found->not_after, never)};
    }
    if (situation.manifest == nullptr) {
        return {};
    }
    return Evaluation{*situation.manifest, situation.clock, now}.stretch();
}

std::vector<Span> spans_in(const Situation& situation, Interval within) {
    const auto same = [](const Stretch& one, const Stretch& other) {
        return one.rung == other.rung && one.shares == other.shares && one.anchor == other.anchor
               && one.in_force == other.in_force;
    };
    std::vector<Span> spans;
    std::size_t shares = 0;
    std::size_t steps = 0;
    const Instant end = std::min(within.to, never);
    for (Instant now = within.from; now < end && steps < limits::timeline_steps_max; ++steps) {
        Stretch stretch = stretch_at(situation, now);
        const Instant until = std::min(stretch.until, end);
        if (!spans.empty() && same(spans.back().stretch, stretch)) {
            spans.back().time.to = until;
            spans.back().stretch.until = stretch.until;
        } else {
            shares += stretch.shares.size();
            if (spans.size() == limits::timeline_spans_max
                || (!spans.empty() && shares > limits::timeline_shares_max)) {
                break;
            }
            spans.push_back({{now, until}, std::move(stretch)});
        }
        now = until;
    }
    return spans;
}

std::vector<Airtime> airtime(const Stretch& stretch, Interval part) {
    std::vector<Airtime> each(stretch.shares.size());
    Microseconds round{0};
    for (const Share& share : stretch.shares) {
        round += share.turn;
    }
    // Of a share whose turns begin `before` into every round: what it had from the anchor to `at`.
    const auto had = [&](const Share& share, Microseconds before, Instant at) {
        const Microseconds elapsed = at - stretch.anchor;
        const std::int64_t rounds = elapsed / round - (elapsed % round < Microseconds{0} ? 1 : 0);
        const Microseconds position = elapsed - rounds * round - before;
        return Airtime{rounds * share.turn + std::clamp(position, Microseconds{0}, share.turn),
                       rounds + (position > Microseconds{0} ? 1 : 0)};
    };
    Microseconds before{0};
    for (std::size_t i = 0; i < each.size(); ++i) {
        const Share& share = stretch.shares[i];
        const Airtime from = had(share, before, part.from);
        const Airtime to = had(share, before, part.to);
        each[i] = {to.shown - from.shown, to.plays - from.plays};
        before += share.turn;
    }
    return each;
}

} // namespace marquee::rules
