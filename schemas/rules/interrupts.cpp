#include "schemas/rules/interrupts.hpp"

#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "schemas/model/limits.hpp"
#include "schemas/rules/play_order.hpp"
#include "schemas/rules/play_table.hpp"

namespace marquee::rules {

namespace {

using std::chrono::floor;

// floor(time · seconds / (3600 s · play)), in milliseconds so that nothing overflows: `step` is at
// most 3600 times a cycle's 8.6e10 ms, and its product with 3600 stays below 2^63.
std::int64_t plays_before(std::int64_t seconds, Microseconds play, Instant time) {
    const std::int64_t step = 3'600 * floor<Milliseconds>(play).count();
    const std::int64_t at = floor<Milliseconds>(time.time_since_epoch()).count();
    std::int64_t whole = at / step;
    std::int64_t rest = at % step;
    if (rest < 0) {
        rest += step;
        --whole;
    }
    return whole * seconds + rest * seconds / step;
}

// From 0 to 1, another in every hour, evenly spread over any hours that follow a pattern: the
// multiples of the golden ratio.
double turning_phase(Interval hour) {
    const auto number = floor<std::chrono::hours>(hour.from.time_since_epoch()).count();
    const std::uint64_t turned = static_cast<std::uint64_t>(number) * 0x9E37'79B9'7F4A'7C15U;
    return static_cast<double>(turned >> 11U) / 9'007'199'254'740'992.0; // 2^53
}

// The place of play `index` of `count`, from 0 to 2^32.
std::uint64_t place_of(std::int64_t index, std::int64_t count) {
    return (static_cast<std::uint64_t>(2 * index + 1) << 31U) / static_cast<std::uint64_t>(count);
}

// What is open, laid end to end.
class Line {
public:
    explicit Line(Intervals open) : open_(std::move(open)) {
        Microseconds before{0};
        for (const Interval& part : open_) {
            before_.push_back(before);
            before += part.to - part.from;
        }
    }

    // Of an instant: what is open before it.
    Microseconds at(Instant instant) const {
        const auto after = std::partition_point(
            open_.begin(), open_.end(), [&](const Interval& part) { return part.from < instant; });
        if (after == open_.begin()) {
            return Microseconds{0};
        }
        const Interval& part = *std::prev(after);
        return before_[static_cast<std::size_t>(after - open_.begin()) - 1]
               + (std::min(instant, part.to) - part.from);
    }

    Intervals parts(Microseconds from, Microseconds length) const {
        const auto after = std::upper_bound(before_.begin(), before_.end(), from);
        auto index = static_cast<std::size_t>(after - before_.begin()) - 1;
        Instant begins = open_[index].from + (from - before_[index]);
        Intervals all;
        while (length > Microseconds{0}) {
            const Instant ends = std::min(begins + length, open_[index].to);
            all.push_back({begins, ends});
            length -= ends - begins;
            if (++index < open_.size()) {
                begins = open_[index].from;
            }
        }
        return all;
    }

private:
    Intervals open_;
    std::vector<Microseconds> before_;
};

class Placing {
public:
    Placing(const std::vector<InterruptShare>& shares, const Intervals& rooms,
            const Intervals& covers)
        : line_(without(rooms, covers)) {
        for (const InterruptShare& share : shares) {
            open(share, rooms);
        }
        const std::int64_t all = std::accumulate(owed_.begin(), owed_.end(), std::int64_t{0});
        constexpr auto plays_max = std::int64_t{limits::hour_plan_plays_max};
        for (std::int64_t& owed : owed_) {
            owed = all > plays_max ? (owed * plays_max + all - 1) / all : owed;
        }
    }

    std::vector<InterruptPlay> place() const {
        std::vector<PlayOrder::Begun> begun;
        for (const std::vector<std::size_t>& group : groups_of(rooms_, owed_)) {
            const std::vector<PlayOrder::Begun> its = ordered(group).begun();
            begun.insert(begun.end(), its.begin(), its.end());
        }
        std::sort(begun.begin(), begun.end(),
                  [](const auto& one, const auto& other) { return one.from < other.from; });
        std::vector<InterruptPlay> plays;
        plays.reserve(begun.size());
        for (const PlayOrder::Begun& each : begun) {
            plays.push_back({each.room, line_.parts(each.from, rooms_[each.room].play)});
        }
        return plays;
    }

private:
    using Group = std::vector<std::size_t>;

    // The stretches in which one holds and that are long enough, and no more plays than they hold.
    void open(const InterruptShare& share, const Intervals& rooms) {
        PlayRoom room{.play = share.play, .starts = {}};
        std::int64_t most = 0;
        Microseconds time{0};
        for (const Interval& stretch : common_part(rooms, share.held)) {
            const Microseconds first = line_.at(stretch.from);
            const Microseconds last = line_.at(stretch.to) - share.play;
            if (first <= last) {
                room.starts.push_back({first, last});
                most += (last - first) / share.play + 1;
                time += last - first + share.play;
            }
        }
        times_.push_back(time);
        rooms_.push_back(std::move(room));
        owed_.push_back(std::min(share.owed, most));
    }

    // `count` plays, evenly over the stretches of a share.
    void fall_due(std::vector<DuePlay>& due, std::size_t share, std::int64_t count) const {
        const PlayRoom& room = rooms_[share];
        const Microseconds time = times_[share];
        auto stretch = room.starts.begin();
        Microseconds passed{0}; // before `stretch`
        for (std::int64_t j = 0; j < count; ++j) {
            const Microseconds middle = time * (2 * j + 1) / (2 * count);
            while (middle >= passed + length_of(room, *stretch)) {
                passed += length_of(room, *stretch);
                ++stretch;
            }
            const Microseconds into = middle - passed;
            due.push_back({share, stretch->first + into,
                           stretch->first + floor<Seconds>(into - room.play / 2),
                           place_of(j, count)});
        }
    }

    std::vector<DuePlay> due(const Group& group, const std::vector<std::int64_t>& counts) const {
        std::vector<DuePlay> all;
        for (const std::size_t share : group) {
            fall_due(all, share, counts[share]);
        }
        std::sort(all.begin(), all.end(), comes_before);
        return all;
    }

    static Microseconds length_of(const PlayRoom& room, const Starts& stretch) {
        return stretch.last - stretch.first + room.play;
    }

    // The plays of a group, nearly in the order in which they are due.
    PlayOrder ordered(const Group& group) const {
        PlayOrder order(rooms_);
        std::vector<DuePlay> all = due(group, owed_);
        if (order.enter_all(all)) {
            return order;
        }
        if (std::optional<PlayTable> table = PlayTable::of(rooms_, group, owed_)) {
            order.enter_all(weighed(*table, group, std::move(all)));
            return order;
        }
        return entered(group, std::move(all));
    }

    static void in_turn(std::vector<DuePlay>& plays) {
        std::sort(plays.begin(), plays.end(), [](const DuePlay& one, const DuePlay& other) {
            return std::tuple(one.place, one.room) < std::tuple(other.place, other.room);
        });
    }

    // As many as fit in any order.
    std::vector<DuePlay> weighed(PlayTable& table, const Group& group,
                                 std::vector<DuePlay> all) const {
        in_turn(all);
        std::vector<std::int64_t> counts(rooms_.size(), 0);
        for (const DuePlay& play : all) {
            counts[play.room] += table.take(play.room) ? 1 : 0;
        }
        return table.ordered(due(group, counts));
    }

    // One after the other; where not all fit, as many of the deal as are found to by halving.
    PlayOrder entered(const Group& group, std::vector<DuePlay> all) const {
        if (std::optional<PlayOrder> order = narrowest_first(all)) {
            return *std::move(order);
        }
        in_turn(all);
        PlayOrder order(rooms_);
        std::size_t fit = 0;
        for (std::size_t not_fit = all.size(); not_fit - fit > 1;) {
            const std::size_t middle = fit + (not_fit - fit) / 2;
            std::vector<std::int64_t> counts(rooms_.size(), 0);
            for (std::size_t i = 0; i < middle; ++i) {
                ++counts[all[i].room];
            }
            std::optional<PlayOrder> found = narrowest_first(due(group, counts));
            if (found) {
                order = *std::move(found);
            }
            (found ? fit : not_fit) = middle;
        }
        for (; fit < all.size(); ++fit) {
            order.enter(all[fit]);
        }
        return order;
    }

    // None where one finds no place.
    std::optional<PlayOrder> narrowest_first(std::vector<DuePlay> plays) const {
        const auto key = [&](const DuePlay& play) {
            return std::tuple(times_[play.room], -rooms_[play.room].play, play.room, play.place);
        };
        std::sort(plays.begin(), plays.end(),
                  [&](const DuePlay& one, const DuePlay& other) { return key(one) < key(other); });
        PlayOrder order(rooms_);
        const auto enters = [&](const DuePlay& play) { return order.enter(play); };
        if (!std::all_of(plays.begin(), plays.end(), enters)) {
            return std::nullopt;
        }
        return order;
    }

    Line line_;
    std::vector<PlayRoom> rooms_;     // of the shares
    std::vector<Microseconds> times_; // of their stretches
    std::vector<std::int64_t> owed_;
};

} // namespace

std::int64_t plays_owed(std::int64_t seconds, Microseconds play, const Intervals& held,
                        Interval hour) {
    if (held == Intervals{hour}) {
        return plays_before(seconds, play, hour.to) - plays_before(seconds, play, hour.from);
    }
    const std::int64_t share = floor<Milliseconds>(length_of(held)).count() * seconds;
    const std::int64_t step = 3'600 * floor<Milliseconds>(play).count();
    const double rest = static_cast<double>(share % step) / static_cast<double>(step);
    return share / step + (rest + turning_phase(hour) >= 1.0 ? 1 : 0);
}

std::vector<InterruptPlay> place_interrupts(const std::vector<InterruptShare>& shares,
                                            const Intervals& rooms, const Intervals& covers) {
    return Placing(shares, rooms, covers).place();
}

} // namespace marquee::rules
