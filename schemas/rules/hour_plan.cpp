#include "schemas/rules/hour_plan.hpp"

#include <algorithm>

#include "schemas/rules/interrupts.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

constexpr Seconds hour_length{3'600};
constexpr Microseconds play_min = Seconds{1};
constexpr std::size_t pieces_usual = 256; // with turns of some fifteen seconds

Microseconds play_length(const PreparedProgram& program) {
    const std::int64_t times = (play_min + program.turn - Microseconds{1}) / program.turn;
    return program.turn * std::max<std::int64_t>(times, 1);
}

bool has_pace(const std::vector<Turn>& turns) {
    return std::any_of(turns.begin(), turns.end(),
                       [](const Turn& turn) { return turn.schedule->paced(); });
}

} // namespace

Interval clock_hour(const ZoneRules& zone, Instant instant) {
    const Seconds offset = segment_at(zone, instant).offset;
    const auto local =
        std::chrono::floor<std::chrono::hours>((instant + offset).time_since_epoch());
    Interval hour{Instant{local} - offset, Instant{local} - offset + hour_length};
    const auto other_offset = [&](const ZoneSegment& segment) { return segment.offset != offset; };
    const ZoneSegment before = segment_at(zone, hour.from);
    const ZoneSegment after = segment_at(zone, hour.to - Microseconds{1});
    if (other_offset(before)) {
        hour.from = before.until;
    }
    if (other_offset(after)) {
        hour.to = after.from;
    }
    hour.to = std::min(hour.to, never);
    return hour;
}

std::optional<HourPlan> HourPlan::of(const PreparedManifest& manifest, Interval hour) {
    HourPlan plan(manifest, hour);
    if (!plan.needed()) {
        return std::nullopt;
    }
    plan.fill();
    return plan;
}

// Tells `take` while a schedule holds, run by run, within the hour: the time and the run.
template<typename Take>
void HourPlan::held(const PreparedSchedule& schedule, Take take) const {
    Ladder ladder = beginning_; // most hold all of the hour or none of it
    for (Instant now = hour_.from;;) {
        const std::optional<Interval> run = ladder.run_of(schedule);
        const Instant until = std::min(ladder.until(), hour_.to);
        if (run) {
            take(Interval{now, until}, *run);
        }
        if (until == hour_.to) {
            return;
        }
        now = until;
        ladder = Ladder(*manifest_, ClockTrust::trusted, now);
    }
}

Intervals HourPlan::times_held(const PreparedSchedule& schedule) const {
    Intervals times;
    held(schedule, [&](Interval time, Interval) { times.push_back(time); });
    return joined(std::move(times));
}

bool HourPlan::needed() const {
    for (const PreparedSchedule& schedule : manifest_->interrupts()) {
        const Microseconds play = play_length(manifest_->programs()[schedule.program]);
        if (plays_owed(schedule.interrupt_seconds_per_hour, play, times_held(schedule), hour_)
            > 0) {
            return true;
        }
    }
    const auto& all = manifest_->schedules();
    return std::any_of(all.begin(), all.end(), [&](const PreparedSchedule& schedule) {
        return schedule.paced() && !times_held(schedule).empty();
    });
}

void HourPlan::fill() {
    pieces_.reserve(pieces_usual);
    switch_off();
    for (const PriorityClass priority : priority_classes) {
        if (!rooms_.empty()) { // otherwise nobody below can change anything
            interrupt(priority);
            take_turns(priority);
        }
    }
    show_filler();
    for (const Interval& part : without(rooms_, covers_)) {
        pieces_.push_back(
            {.time = part, .rung = Rung::last_good, .turn = {}, .play = {}, .round = {}});
    }
    std::sort(pieces_.begin(), pieces_.end(),
              [](const Piece& a, const Piece& b) { return a.time.from < b.time.from; });
    changes_.push_back(hour_.to);
    std::sort(changes_.begin(), changes_.end());
    changes_.erase(std::unique(changes_.begin(), changes_.end()), changes_.end());
}

void HourPlan::switch_off() {
    Intervals off;
    for (Instant now = hour_.from; now < hour_.to;) {
        Ladder ladder(*manifest_, ClockTrust::trusted, now);
        const bool is_off = ladder.off();
        const Instant until = std::min(ladder.until(), hour_.to);
        if (is_off) {
            off.push_back({now, until});
        }
        now = until;
    }
    rooms_ = without({hour_}, joined(off));
    for (const Interval& part : joined(off)) {
        changes_.push_back(part.from);
        changes_.push_back(part.to);
        pieces_.push_back({.time = part, .rung = Rung::off, .turn = {}, .play = {}, .round = {}});
    }
}

void HourPlan::add_play(const Turn& turn, const Intervals& parts) {
    Microseconds shown{0};
    for (const Interval& part : parts) {
        pieces_.push_back({.time = part,
                           .rung = Rung::scheduled,
                           .turn = turn,
                           .play = {part.from - shown, parts.back().to},
                           .round = {}});
        shown += part.to - part.from;
    }
}

void HourPlan::interrupt(PriorityClass priority) {
    std::vector<Turn> turns;
    std::vector<InterruptShare> shares;
    for (const PreparedSchedule& schedule : manifest_->interrupts()) {
        if (schedule.priority != priority) {
            continue;
        }
        const PreparedProgram& program = manifest_->programs()[schedule.program];
        InterruptShare share{.play = play_length(program), .held = times_held(schedule)};
        share.owed = plays_owed(schedule.interrupt_seconds_per_hour, share.play, share.held, hour_);
        turns.push_back({&program, &schedule, {}});
        shares.push_back(std::move(share));
    }
    Intervals covers = covers_;
    for (const InterruptPlay& play : place_interrupts(shares, rooms_, covers_)) {
        add_play(turns[play.share], play.parts);
        covers.insert(covers.end(), play.parts.begin(), play.parts.end());
    }
    covers_ = joined(std::move(covers));
}

// Cut wherever one begins or ends.
std::vector<HourPlan::Segment> HourPlan::segments(const std::vector<TimedTurn>& turns) {
    std::vector<Instant> cuts;
    for (const TimedTurn& each : turns) {
        cuts.push_back(each.time.from);
        cuts.push_back(each.time.to);
    }
    std::sort(cuts.begin(), cuts.end());
    cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
    std::vector<Segment> all;
    for (std::size_t i = 1; i < cuts.size(); ++i) {
        Segment segment{.time = {cuts[i - 1], cuts[i]}, .turns = {}};
        for (const TimedTurn& each : turns) {
            if (each.time.from <= segment.time.from && segment.time.to <= each.time.to) {
                segment.turns.push_back(each.turn);
            }
        }
        if (!all.empty() && all.back().turns == segment.turns) {
            all.back().time.to = segment.time.to;
        } else {
            all.push_back(std::move(segment));
        }
    }
    std::erase_if(all, [](const Segment& segment) { return segment.turns.empty(); });
    changes_.insert(changes_.end(), cuts.begin(), cuts.end());
    return all;
}

void HourPlan::take_turns(PriorityClass priority) {
    std::vector<TimedTurn> turns;
    for (const PreparedSchedule& schedule : manifest_->schedules_of(priority)) {
        const PreparedProgram& program = manifest_->programs()[schedule.program];
        held(schedule, [&](Interval time, Interval run) {
            turns.push_back({time, {&program, &schedule, run}});
        });
    }
    for (const Segment& segment : segments(turns)) {
        if (!has_pace(segment.turns)) {
            go_round(segment, Rung::scheduled);
            continue;
        }
        for (const Interval& room : common_part(rooms_, segment.time)) {
            deal_turns(segment, room);
        }
    }
}

void HourPlan::show_filler() {
    std::vector<TimedTurn> turns;
    for (const std::uint32_t index : manifest_->filler()) {
        const PreparedProgram& program = manifest_->programs()[index];
        for (const Interval& time : common_part({hour_}, program.valid)) {
            turns.push_back({time, {&program, nullptr, {Instant{}, never}}});
        }
    }
    for (const Segment& segment : segments(turns)) {
        go_round(segment, Rung::filler);
    }
}

// Takes all that is left of a segment, for good.
void HourPlan::go_round(const Segment& segment, Rung rung) {
    const Intervals rooms = common_part(rooms_, segment.time);
    const Intervals covers = common_part(covers_, rooms);
    auto cover = covers.begin();
    Microseconds held_up{0};
    for (const Interval& part : without(rooms, covers)) {
        for (; cover != covers.end() && cover->from < part.from; ++cover) {
            held_up += cover->to - cover->from;
        }
        pieces_.push_back({.time = part,
                           .rung = rung,
                           .turn = {},
                           .play = {},
                           .round = rounds_.size(),
                           .held_up = held_up});
    }
    rounds_.emplace_back(segment.turns);
    rooms_ = without(rooms_, {segment.time});
}

void HourPlan::deal_turns(const Segment& segment, Interval room) {
    const Intervals open = without({room}, covers_);
    Intervals covers = covers_;
    paced_.deal(segment.turns, open, [&](std::size_t turn, const Intervals& parts) {
        add_play(segment.turns[turn], parts);
        covers.insert(covers.end(), parts.begin(), parts.end());
    });
    covers_ = joined(std::move(covers));
}

const HourPlan::Piece& HourPlan::at(Instant instant) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), instant,
                         [](Instant t, const Piece& piece) { return t < piece.time.from; });
    return *std::prev(after);
}

} // namespace marquee::rules
