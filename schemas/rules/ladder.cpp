#include "schemas/rules/ladder.hpp"

#include <algorithm>

namespace marquee::rules {

Ladder::Ladder(const PreparedManifest& manifest, ClockTrust clock, Instant now)
    : manifest_(&manifest),
      trusted_(clock == ClockTrust::trusted),
      moment_(wall_moment(manifest.zone(), now)),
      now_(now) {}

void Ladder::changes_at(Instant change) {
    if (change > now_) {
        until_ = std::min(until_, change);
    }
}

bool Ladder::off() {
    if (!trusted_) {
        return false;
    }
    for (const PreparedTimes& times : manifest_->off_hours()) {
        const Holding holding = times.at(moment_, manifest_->zone());
        if (holding.run) {
            until_ = std::min(never, holding.unchanged_until);
            return true;
        }
        changes_at(holding.unchanged_until);
    }
    return false;
}

bool Ladder::valid(const PreparedProgram& program) {
    // Without a trusted clock `now` is a floor: what is over is over, but what has not begun
    // by the floor may well have begun.
    if (trusted_ && now_ < program.valid.from) {
        changes_at(program.valid.from);
        return false;
    }
    changes_at(program.valid.to);
    return now_ < program.valid.to;
}

// Past the end of the manifest its schedules stop.
bool Ladder::ended() {
    changes_at(manifest_->not_after());
    return now_ >= manifest_->not_after();
}

std::vector<Turn> Ladder::of_class(PriorityClass priority) {
    std::vector<Turn> turns;
    if (ended()) {
        return turns;
    }
    for (const PreparedSchedule& schedule : manifest_->schedules_of(priority)) {
        if (const std::optional<Interval> run = run_of(schedule)) {
            turns.push_back({&manifest_->programs()[schedule.program], &schedule, *run});
        }
    }
    return turns;
}

std::optional<Interval> Ladder::run_of(const PreparedSchedule& schedule) {
    if (ended()) {
        return std::nullopt;
    }
    Interval run{Instant{}, never};
    if (trusted_) {
        const Holding holding = schedule.times.at(moment_, manifest_->zone());
        changes_at(holding.unchanged_until);
        if (!holding.run) {
            return std::nullopt;
        }
        run = *holding.run;
    } else if (!schedule.any_time) {
        return std::nullopt;
    }
    return valid(manifest_->programs()[schedule.program]) ? std::optional{run} : std::nullopt;
}

Ladder::Footing Ladder::climb() {
    if (off()) {
        return {Rung::off, {}};
    }
    for (const PriorityClass priority : priority_classes) {
        if (std::vector<Turn> turns = of_class(priority); !turns.empty()) {
            return {Rung::scheduled, std::move(turns)};
        }
    }
    std::vector<Turn> turns = filler();
    const Rung rung = turns.empty() ? Rung::last_good : Rung::filler;
    return {rung, std::move(turns)};
}

std::vector<Turn> Ladder::filler() {
    std::vector<Turn> turns;
    for (const std::uint32_t index : manifest_->filler()) {
        const PreparedProgram& program = manifest_->programs()[index];
        if (valid(program)) {
            turns.push_back({&program, nullptr, {Instant{}, never}});
        }
    }
    return turns;
}

} // namespace marquee::rules
