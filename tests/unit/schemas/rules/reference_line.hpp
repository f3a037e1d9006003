// Where the interrupts of one class stand, second by second: the rule of
// schemas/rules/hour_plan.hpp by trying every order anew from the beginning.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <utility>
#include <vector>

namespace marquee::tests {

// The open seconds of an hour, one after the other.
class ReferenceLine {
public:
    struct Interrupt {
        std::int64_t play = 0; // seconds
        std::int64_t owed = 0; // plays
        // Of every open second: how many from there on it may have without a break.
        std::vector<std::int64_t> runs;
    };
    // In the order of their ids.
    explicit ReferenceLine(const std::vector<Interrupt>& interrupts);

    struct Placed {
        std::size_t interrupt = 0;
        std::int64_t begins = 0;
    };
    std::vector<Placed> placed() const;

private:
    struct Fraction { // exact, to sort by
        std::int64_t over = 0;
        std::int64_t under = 1;
    };
    struct Play {
        std::size_t interrupt = 0;
        Fraction due;   // where on the line its middle is
        Fraction place; // among those of its interrupt
        std::int64_t wish = 0;
    };
    using Order = std::vector<Play>;
    using Group = std::vector<std::size_t>;
    using Counts = std::vector<std::int64_t>; // of plays, by interrupt
    // Of plays by kind: the last second from which they are known to fit, and the first from which
    // they are known not to.
    using Known = std::map<Counts, std::pair<std::int64_t, std::int64_t>>;

    static bool before(const Fraction& one, const Fraction& other);
    static bool due_before(const Play& one, const Play& other);
    static Order dealt(Order order);
    std::vector<Group> groups() const;
    std::int64_t owed(std::size_t interrupt) const;
    std::vector<Placed> placed(const Order& order) const;
    Order due(const Group& group, const Counts& counts) const;
    Order ordered(const Group& group) const;
    bool fits(const Order& order, std::size_t from, std::int64_t begin) const;
    bool can_be_weighed(const Group& group) const;
    bool room_for(Counts kinds, std::int64_t begin, Known& known) const;
    Order weighed(const Group& group, const Order& all) const;
    Order in_some_order(Order left, Counts kinds, Known& known) const;
    Order entered(const Group& group, const Order& all) const;
    bool all_enter(Order& order, Order plays) const;
    bool enter(Order& order, const Play& play) const;
    bool may_begin(std::size_t interrupt, std::int64_t second) const;
    // First second and length of those that have room for a play.
    std::vector<std::pair<std::int64_t, std::int64_t>> stretches(std::size_t interrupt) const;

    const std::vector<Interrupt>& interrupts_;
    std::int64_t seconds_ = 0;
    std::vector<std::vector<std::pair<std::int64_t, std::int64_t>>> stretches_; // of each
    std::vector<std::vector<std::int64_t>> next_; // of each: its first start at a second or later
    std::vector<std::size_t> kind_; // of each: the first of those with the same starts and length
};

} // namespace marquee::tests
