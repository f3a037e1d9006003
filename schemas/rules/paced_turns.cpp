#include "schemas/rules/paced_turns.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::rules {

namespace {

// The open time of a room, walked through from its beginning.
class Walk {
public:
    explicit Walk(const Intervals& open)
        : open_(&open), cursor_(open.empty() ? Instant{} : open.front().from) {}

    bool over() const { return part_ == open_->size(); }
    Instant now() const { return cursor_; }

    // Goes on, at most to the end of what is open without a break.
    void skip_until(Instant instant) {
        cursor_ = std::min(instant, (*open_)[part_].to);
        turn_corner();
    }

    // The next `length` of open time, or what there is of it.
    void take(Microseconds length, Intervals& parts) {
        parts.clear();
        while (length > Microseconds{0} && !over()) {
            const Instant to = std::min(cursor_ + length, (*open_)[part_].to);
            parts.push_back({cursor_, to});
            length -= to - cursor_;
            cursor_ = to;
            turn_corner();
        }
    }

private:
    void turn_corner() {
        if (cursor_ == (*open_)[part_].to) {
            ++part_;
            cursor_ = over() ? cursor_ : (*open_)[part_].from;
        }
    }

    const Intervals* open_;
    std::size_t part_ = 0;
    Instant cursor_;
};

// Half of the gap is free at either end of the hour.
Seconds margin_of(const PreparedSchedule& schedule) {
    return (schedule.repeat_gap + Seconds{1}) / 2;
}

} // namespace

PacedTurns::Pace& PacedTurns::pace_of(const PreparedSchedule& schedule) {
    return paces_.try_emplace(&schedule, Pace{0, hour_.from + margin_of(schedule)}).first->second;
}

// When it may have its turn, if that is asked again then; the end of the hour: no more in this one.
Instant PacedTurns::may_play(const PreparedSchedule& schedule, Instant now) {
    if (!schedule.paced()) {
        return now;
    }
    const Pace& pace = pace_of(schedule);
    if (schedule.plays_per_hour_max > 0 && pace.plays >= schedule.plays_per_hour_max) {
        return hour_.to;
    }
    return std::clamp(pace.earliest, now, hour_.to);
}

bool PacedTurns::leaves_its_gap(const PreparedSchedule& schedule, Instant ends) const {
    return schedule.repeat_gap == Seconds{0} || ends <= hour_.to - margin_of(schedule);
}

void PacedTurns::has_played(const PreparedSchedule& schedule, Interval play) {
    if (!schedule.paced()) {
        return;
    }
    Pace& pace = pace_of(schedule);
    ++pace.plays;
    pace.earliest = play.to + schedule.repeat_gap;
    if (schedule.plays_per_hour_max > 0) {
        const Microseconds apart = std::chrono::hours{1};
        pace.earliest = std::max(pace.earliest, play.from + apart / schedule.plays_per_hour_max);
    }
}

void PacedTurns::deal(const std::vector<Turn>& turns, const Intervals& open, const Take& take) {
    std::vector<std::uint32_t> order = order_of_round(turns);
    const auto hour = std::chrono::floor<std::chrono::hours>(hour_.from.time_since_epoch());
    auto next = static_cast<std::size_t>(hour.count()) % order.size();
    const auto leave_out = [&](const auto& whom) {
        const auto left = [&](std::uint32_t index) { return whom(*turns[index].schedule); };
        const auto passed = order.begin() + static_cast<std::ptrdiff_t>(next);
        next -= static_cast<std::size_t>(std::count_if(order.begin(), passed, left));
        std::erase_if(order, left);
        next = order.empty() ? 0 : next % order.size();
    };
    Intervals parts;
    bool exhausted = false;
    Walk walk(open);
    while (!walk.over() && !order.empty()) {
        if (!exhausted && weighed_ >= limits::hour_plan_turns_max) {
            exhausted = true;
            leave_out([](const PreparedSchedule& schedule) { return schedule.paced(); });
            continue;
        }
        Instant wake = hour_.to;
        std::size_t passed_over = 0;
        const PreparedSchedule* spent = nullptr;
        for (; passed_over < order.size(); ++passed_over, ++weighed_) {
            const std::size_t index = order[(next + passed_over) % order.size()];
            const PreparedSchedule& schedule = *turns[index].schedule;
            Instant may = may_play(schedule, walk.now());
            if (may == walk.now()) {
                Walk trial = walk;
                trial.take(turns[index].program->turn, parts);
                const Instant ends = parts.back().to;
                if (leaves_its_gap(schedule, ends)) {
                    has_played(schedule, {walk.now(), ends});
                    take(index, parts);
                    walk = trial;
                    break;
                }
                may = hour_.to;
            }
            spent = may == hour_.to ? &schedule : spent;
            wake = std::min(wake, may);
        }
        if (passed_over == order.size()) {
            walk.skip_until(wake);
        } else {
            next = (next + passed_over + 1) % order.size();
        }
        if (spent != nullptr) {
            leave_out([&](const PreparedSchedule& schedule) { return &schedule == spent; });
        }
    }
}

} // namespace marquee::rules
