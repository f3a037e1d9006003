#include "schemas/rules/timeline.hpp"

#include <algorithm>

#include "schemas/rules/hour_plan.hpp"

namespace marquee::rules {

namespace {

Slot slot_of(const Turn& turn, Interval time) {
    const PreparedSchedule* schedule = turn.schedule;
    return {.program = turn.program->id,
            .schedule = schedule != nullptr ? schedule->id : ScheduleId{},
            .from = time.from,
            .until = time.to,
            .interrupt = schedule != nullptr && schedule->interrupt_seconds_per_hour > 0};
}

// Whose turn it is in a round that was held up.
Slot slot_of(const Round& round, Microseconds held_up, Instant now) {
    const Round::Place place = round.at(now - held_up);
    return slot_of(*place.turn, {place.time.from + held_up,
                                 std::min(place.time.to + held_up, place.turn->run.to)});
}

Timeline on_the_ladder(Ladder& ladder, Instant now) {
    Ladder::Footing footing = ladder.climb();
    Timeline timeline{.rung = footing.rung, .slots = {}, .unchanged_until = ladder.until()};
    if (!footing.turns.empty()) {
        timeline.slots = {slot_of(Round(std::move(footing.turns)), Microseconds{0}, now)};
        timeline.unchanged_until = std::min(ladder.until(), timeline.slots.front().until);
    }
    return timeline;
}

Timeline in_the_plan(const HourPlan& plan, Instant now) {
    const HourPlan::Piece& piece = plan.at(now);
    Timeline timeline{.rung = piece.rung, .slots = {}, .unchanged_until = piece.time.to};
    if (piece.round) {
        timeline.slots = {slot_of(plan.rounds()[*piece.round], piece.held_up, now)};
        timeline.unchanged_until = std::min(piece.time.to, timeline.slots.front().until);
    } else if (piece.turn.program != nullptr) {
        timeline.slots = {slot_of(piece.turn, piece.play)};
    }
    return timeline;
}

Timeline of_manifest(const PreparedManifest& manifest, ClockTrust clock, Instant now) {
    Instant hour_ends = never;
    if (clock == ClockTrust::trusted && manifest.plans_hours() && now < never) {
        const Interval hour = clock_hour(manifest.zone(), now);
        if (const std::optional<HourPlan> plan = HourPlan::of(manifest, hour)) {
            return in_the_plan(*plan, now);
        }
        hour_ends = hour.to;
    }
    Ladder ladder(manifest, clock, now);
    Timeline timeline = on_the_ladder(ladder, now);
    timeline.unchanged_until = std::min(timeline.unchanged_until, hour_ends);
    return timeline;
}

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

// All but the levels.
Timeline shown_at(const Situation& situation, Instant now) {
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
    return of_manifest(*situation.manifest, situation.clock, now);
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
    Timeline timeline = shown_at(situation, now);
    const LevelsAt told = levels_at(situation, now);
    timeline.levels = told.levels;
    timeline.levels_until = told.until;
    return timeline;
}

LevelsAt levels_at(const Situation& situation, Instant now) {
    if (situation.manifest == nullptr) {
        return {};
    }
    const PreparedManifest& manifest = *situation.manifest;
    if (situation.clock == ClockTrust::untrusted) {
        return {manifest.levels().unproven(), never};
    }
    return manifest.levels().at(wall_moment(manifest.zone(), now), manifest.zone());
}

} // namespace marquee::rules
