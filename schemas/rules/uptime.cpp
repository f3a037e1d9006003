#include "schemas/rules/uptime.hpp"

#include <algorithm>

namespace marquee::rules {

namespace {

// Asks sorted intervals about instants that only go forward.
class Walk {
public:
    explicit Walk(const Intervals& all) : all_(all) {}

    // Whether `at` lies inside; `until` becomes the next instant at which that may change.
    bool inside(Instant at, Instant& until) {
        while (next_ < all_.size() && all_[next_].to <= at) {
            ++next_;
        }
        if (next_ == all_.size()) {
            return false;
        }
        const bool in = all_[next_].from <= at;
        until = std::min(until, in ? all_[next_].to : all_[next_].from);
        return in;
    }

private:
    const Intervals& all_;
    std::size_t next_ = 0;
};

void append(Intervals& all, const Interval& next) {
    if (next.from >= next.to) {
        return;
    }
    if (!all.empty() && all.back().to >= next.from) {
        all.back().to = std::max(all.back().to, next.to);
    } else {
        all.push_back(next);
    }
}

} // namespace

Intervals united(Intervals any) {
    std::sort(any.begin(), any.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    Intervals all;
    for (const Interval& next : any) {
        append(all, next);
    }
    return all;
}

Intervals intersection(const Intervals& a, const Intervals& b) {
    Intervals all;
    for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
        append(all, {std::max(x->from, y->from), std::min(x->to, y->to)});
        if (x->to < y->to) {
            ++x;
        } else {
            ++y;
        }
    }
    return all;
}

Intervals difference(const Intervals& a, const Intervals& b) {
    Intervals all;
    auto hole = b.begin();
    for (Interval rest : a) {
        while (hole != b.end() && hole->to <= rest.from) {
            ++hole;
        }
        for (auto each = hole; each != b.end() && each->from < rest.to; ++each) {
            append(all, {rest.from, each->from});
            rest.from = std::max(rest.from, each->to);
        }
        append(all, rest);
    }
    return all;
}

Microseconds length(const Intervals& all) {
    Microseconds sum{0};
    for (const Interval& each : all) {
        sum += each.to - each.from;
    }
    return sum;
}

std::vector<UptimeStretch> uptime_stretches(const UptimeFacts& facts, const Interval& period) {
    Walk known(facts.known);
    Walk up(facts.up);
    Walk off(facts.planned_off);
    std::vector<UptimeStretch> stretches;
    for (Instant at = period.from; at < period.to;) {
        Instant until = period.to;
        const bool is_known = known.inside(at, until);
        const bool is_up = up.inside(at, until);
        const bool is_off = off.inside(at, until);
        const UptimeState state = !is_known ? UptimeState::unknown
                                  : is_up   ? UptimeState::up
                                  : is_off  ? UptimeState::planned_off
                                            : UptimeState::down;
        if (!stretches.empty() && stretches.back().state == state) {
            stretches.back().interval.to = until;
        } else {
            stretches.push_back({{at, until}, state});
        }
        at = until;
    }
    return stretches;
}

void UptimeSum::add(const UptimeStretch& stretch) {
    const Microseconds time = stretch.interval.to - stretch.interval.from;
    switch (stretch.state) {
    case UptimeState::up:
        up += time;
        break;
    case UptimeState::down:
        down += time;
        break;
    case UptimeState::planned_off:
        planned_off += time;
        break;
    case UptimeState::unknown:
        unknown += time;
        break;
    }
}

void UptimeSum::add(const UptimeSum& other) {
    up += other.up;
    down += other.down;
    planned_off += other.planned_off;
    unknown += other.unknown;
}

std::optional<double> UptimeSum::availability() const {
    if (up + down == Microseconds{0}) {
        return std::nullopt;
    }
    return static_cast<double>(up.count()) / static_cast<double>((up + down).count());
}

void UptimeMeasures::add(const UptimeMeasures& other) {
    reachable.add(other.reachable);
    running.add(other.running);
    showing.add(other.showing);
}

UptimeFacts reachable_facts(const DisplayUptime& display) {
    return {display.watched, display.reachable, intersection(display.off, display.reported)};
}

UptimeFacts running_facts(const DisplayUptime& display) {
    return {display.reported, display.running, display.off};
}

UptimeFacts showing_facts(const DisplayUptime& display) {
    return {display.reported, difference(display.showing, display.off), display.off};
}

UptimeMeasures measure(const DisplayUptime& display, const Intervals& periods) {
    const auto sum_of = [&](const UptimeFacts& facts) {
        UptimeSum sum;
        for (const Interval& period : periods) {
            for (const UptimeStretch& stretch : uptime_stretches(facts, period)) {
                sum.add(stretch);
            }
        }
        return sum;
    };
    return {sum_of(reachable_facts(display)), sum_of(running_facts(display)),
            sum_of(showing_facts(display))};
}

} // namespace marquee::rules
