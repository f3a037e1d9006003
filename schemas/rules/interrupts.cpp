#include "schemas/rules/interrupts.hpp"

#include <algorithm>
#include <set>
#include <tuple>

#include "schemas/model/limits.hpp"

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

// A stretch in which the same interrupts hold, less what covers it.
struct Room {
    Intervals open;
    Microseconds left{0};
    std::vector<std::size_t> shares;
    std::vector<std::int64_t> dealt; // plays, of each of `shares`
};

class Placing {
public:
    Placing(const std::vector<InterruptShare>& shares, const Intervals& rooms,
            const Intervals& covers)
        : shares_(shares), seats_(shares.size()) {
        std::set<Instant> cuts;
        for (const InterruptShare& share : shares) {
            for (const Interval& held : share.held) {
                cuts.insert(held.from);
                cuts.insert(held.to);
            }
        }
        for (const Interval& each : rooms) {
            Instant from = each.from;
            for (auto cut = cuts.upper_bound(from); from < each.to; ++cut) {
                const Instant to = cut == cuts.end() ? each.to : std::min(*cut, each.to);
                open({from, to}, covers);
                from = to;
                if (cut == cuts.end()) {
                    break;
                }
            }
        }
    }

    std::vector<InterruptPlay> place() {
        deal();
        for (const Room& room : rooms_) {
            place_in(room);
        }
        return std::move(plays_);
    }

private:
    void open(Interval time, const Intervals& covers) {
        Room room{.open = without({time}, covers), .shares = {}, .dealt = {}};
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            if (!common_part(shares_[i].held, time).empty()) {
                seats_[i].push_back({rooms_.size(), room.shares.size()});
                room.shares.push_back(i);
            }
        }
        if (!room.shares.empty()) {
            room.left = length_of(room.open);
            room.dealt.resize(room.shares.size());
            rooms_.push_back(std::move(room));
        }
    }

    void deal() {
        constexpr auto plays_max = std::int64_t{limits::hour_plan_plays_max};
        std::int64_t all = 0;
        for (const InterruptShare& share : shares_) {
            all += share.owed;
        }
        std::vector<std::tuple<std::uint64_t, std::size_t>> due;
        for (std::size_t i = 0; i < shares_.size(); ++i) {
            const std::int64_t owed =
                all > plays_max ? (shares_[i].owed * plays_max + all - 1) / all : shares_[i].owed;
            for (std::int64_t j = 0; j < owed; ++j) {
                due.emplace_back(place_of(j, owed), i);
            }
        }
        std::sort(due.begin(), due.end());
        for (const auto& [place, share] : due) {
            deal_one(share);
        }
    }

    void deal_one(std::size_t share) {
        const Seat* best = nullptr;
        for (const Seat& seat : seats_[share]) {
            if (best == nullptr || rooms_[seat.room].left > rooms_[best->room].left) {
                best = &seat;
            }
        }
        if (best != nullptr && rooms_[best->room].left >= shares_[share].play) {
            rooms_[best->room].left -= shares_[share].play;
            ++rooms_[best->room].dealt[best->place];
        }
    }

    void place_in(const Room& room) {
        std::vector<std::tuple<std::uint64_t, std::size_t, Microseconds>> order;
        for (std::size_t seat = 0; seat < room.shares.size(); ++seat) {
            const std::int64_t plays = room.dealt[seat];
            for (std::int64_t j = 0; j < plays; ++j) {
                order.emplace_back(place_of(j, plays), room.shares[seat],
                                   room.left * (2 * j + 1) / (2 * plays));
            }
        }
        std::sort(order.begin(), order.end());
        auto part = room.open.begin();
        Microseconds passed{0}; // open time before `part`
        Microseconds taken{0};  // by the plays before
        for (const auto& [place, share, share_of_free] : order) {
            Microseconds from = floor<Seconds>(share_of_free) + taken;
            Microseconds missing = shares_[share].play;
            taken += missing;
            InterruptPlay play{share, {}};
            while (missing > Microseconds{0}) {
                const Microseconds length = part->to - part->from;
                if (from >= passed + length) {
                    passed += length;
                    ++part;
                    continue;
                }
                const Instant begins = part->from + (from - passed);
                const Microseconds step = std::min(missing, part->to - begins);
                play.parts.push_back({begins, begins + step});
                missing -= step;
                from += step;
            }
            plays_.push_back(std::move(play));
        }
    }

    const std::vector<InterruptShare>& shares_;
    struct Seat { // of a share
        std::size_t room;
        std::size_t place; // among the shares of the room
    };
    std::vector<std::vector<Seat>> seats_;
    std::vector<Room> rooms_;
    std::vector<InterruptPlay> plays_;
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
