#include "schemas/rules/hour_plan.hpp"

#include <algorithm>

#include "schemas/rules/interrupts.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::rules {

namespace {

constexpr Seconds hour_length{3'600};
constexpr Microseconds play_min = Seconds{1};

Ladder ladder_at(const PreparedManifest& manifest, Instant now) {
    return {manifest, ClockTrust::trusted, now};
}

// While a schedule holds, within the hour.
Intervals held_in(const PreparedManifest& manifest, const PreparedSchedule& schedule,
                  Interval hour) {
    Intervals held;
    for (Instant now = hour.from; now < hour.to;) {
        Ladder ladder = ladder_at(manifest, now);
        const bool holds = ladder.run_of(schedule).has_value();
        const Instant until = std::min(ladder.until(), hour.to);
        if (holds) {
            held.push_back({now, until});
        }
        now = until;
    }
    return joined(std::move(held));
}

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
    const ZoneSegment segment = segment_at(zone, instant);
    const auto local =
        std::chrono::floor<std::chrono::hours>((instant + segment.offset).time_since_epoch());
    const Instant from = Instant{local} - segment.offset;
    return {std::max(from, segment.from), std::min(from + hour_length, segment.until)};
}

std::optional<HourPlan> HourPlan::of(const PreparedManifest& manifest, Interval hour) {
    HourPlan plan(manifest, hour);
    if (!plan.needed()) {
        return std::nullopt;
    }
    plan.fill();
    return plan;
}

bool HourPlan::needed() const {
    for (const PreparedSchedule& schedule : manifest_->interrupts()) {
        const Microseconds play = play_length(manifest_->programs()[schedule.program]);
        for (const Interval& held : held_in(*manifest_, schedule, hour_)) {
            if (plays_due(schedule.interrupt_seconds_per_hour, play, held) > 0) {
                return true;
            }
        }
    }
    const auto& all = manifest_->schedules();
    return std::any_of(all.begin(), all.end(), [&](const PreparedSchedule& schedule) {
        return schedule.paced() && !held_in(*manifest_, schedule, hour_).empty();
    });
}

void HourPlan::fill() {
    switch_off();
    for (const PriorityClass priority : priority_classes) {
        interrupt(priority);
        take_turns(priority);
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
        Ladder ladder = ladder_at(*manifest_, now);
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
        InterruptShare share{.play = play_length(program),
                             .held = held_in(*manifest_, schedule, hour_)};
        for (const Interval& held : share.held) {
            share.owed += plays_due(schedule.interrupt_seconds_per_hour, share.play, held);
        }
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

template<typename Ask>
std::vector<HourPlan::Segment> HourPlan::segments(Ask&& ask) {
    std::vector<Segment> all;
    for (Instant now = hour_.from; now < hour_.to;) {
        Ladder ladder = ladder_at(*manifest_, now);
        std::vector<Turn> turns = ask(ladder);
        const Instant until = std::min(ladder.until(), hour_.to);
        if (!all.empty() && all.back().time.to == now && all.back().turns == turns) {
            all.back().time.to = until;
        } else if (!turns.empty()) {
            all.push_back({{now, until}, std::move(turns)});
        }
        now = until;
    }
    for (const Segment& segment : all) {
        changes_.push_back(segment.time.from);
        changes_.push_back(segment.time.to);
    }
    return all;
}

void HourPlan::take_turns(PriorityClass priority) {
    for (const Segment& segment :
         segments([&](Ladder& ladder) { return ladder.of_class(priority); })) {
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
    for (const Segment& segment : segments([](Ladder& ladder) { return ladder.filler(); })) {
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
    for (const PacedTurns::Dealt& dealt : paced_.deal(segment.turns, open)) {
        add_play(segment.turns[dealt.turn], dealt.parts);
        covers.insert(covers.end(), dealt.parts.begin(), dealt.parts.end());
    }
    covers_ = joined(std::move(covers));
}

const HourPlan::Piece& HourPlan::at(Instant instant) const {
    const auto after =
        std::upper_bound(pieces_.begin(), pieces_.end(), instant,
                         [](Instant t, const Piece& piece) { return t < piece.time.from; });
    return *std::prev(after);
}

} // namespace marquee::rules
