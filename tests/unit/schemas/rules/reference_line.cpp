#include "tests/unit/schemas/rules/reference_line.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

namespace marquee::tests {

ReferenceLine::ReferenceLine(const std::vector<Interrupt>& interrupts) : interrupts_(interrupts) {
    if (!interrupts.empty()) {
        seconds_ = static_cast<std::int64_t>(interrupts.front().runs.size());
    }
    for (std::size_t i = 0; i < interrupts.size(); ++i) {
        std::vector<std::int64_t> next(static_cast<std::size_t>(seconds_) + 1, seconds_);
        for (std::int64_t second = seconds_; second-- > 0;) {
            const auto index = static_cast<std::size_t>(second);
            next[index] = may_begin(i, second) ? second : next[index + 1];
        }
        next_.push_back(std::move(next));
        stretches_.push_back(stretches(i));
    }
    for (std::size_t i = 0; i < interrupts.size(); ++i) {
        std::size_t kind = 0;
        while (interrupts[kind].play != interrupts[i].play || next_[kind] != next_[i]) {
            ++kind;
        }
        kind_.push_back(kind);
    }
}

bool ReferenceLine::before(const Fraction& one, const Fraction& other) {
    return one.over * other.under < other.over * one.under;
}

bool ReferenceLine::due_before(const Play& one, const Play& other) {
    if (before(one.due, other.due) || before(other.due, one.due)) {
        return before(one.due, other.due);
    }
    return one.interrupt < other.interrupt;
}

bool ReferenceLine::may_begin(std::size_t interrupt, std::int64_t second) const {
    const Interrupt& its = interrupts_[interrupt];
    return second >= 0 && second < seconds_
           && its.runs[static_cast<std::size_t>(second)] >= its.play;
}

std::vector<std::pair<std::int64_t, std::int64_t>>
ReferenceLine::stretches(std::size_t interrupt) const {
    std::vector<std::pair<std::int64_t, std::int64_t>> found;
    const std::vector<std::int64_t>& runs = interrupts_[interrupt].runs;
    for (std::int64_t second = 0; second < seconds_;) {
        const std::int64_t length = runs[static_cast<std::size_t>(second)];
        if (length >= interrupts_[interrupt].play) {
            found.emplace_back(second, length);
        }
        second += std::max<std::int64_t>(length, 1);
    }
    return found;
}

// No more than there were room for, were nobody else there.
std::int64_t ReferenceLine::owed(std::size_t interrupt) const {
    std::int64_t room = 0;
    for (const auto& [first, length] : stretches_[interrupt]) {
        room += length / interrupts_[interrupt].play;
    }
    return std::min(interrupts_[interrupt].owed, room);
}

// Whoever meets another in some second is in one group with it, and with all whom that one meets.
std::vector<ReferenceLine::Group> ReferenceLine::groups() const {
    std::vector<std::size_t> group(interrupts_.size());
    std::iota(group.begin(), group.end(), std::size_t{0});
    for (bool changed = true; changed;) {
        changed = false;
        for (std::int64_t second = 0; second < seconds_; ++second) {
            Group here;
            for (std::size_t i = 0; i < interrupts_.size(); ++i) {
                for (const auto& [first, length] : stretches_[i]) {
                    if (interrupts_[i].owed > 0 && first <= second && second < first + length) {
                        here.push_back(i);
                    }
                }
            }
            for (const std::size_t i : here) {
                for (const std::size_t other : here) {
                    changed = changed || group[i] > group[other];
                    group[i] = std::min(group[i], group[other]);
                }
            }
        }
    }
    std::map<std::size_t, Group> found;
    for (std::size_t i = 0; i < interrupts_.size(); ++i) {
        if (owed(i) > 0) {
            found[group[i]].push_back(i);
        }
    }
    std::vector<Group> all;
    for (const auto& [first, members] : found) {
        all.push_back(members);
    }
    return all;
}

// So many plays of each of a group, in the order in which they are due.
ReferenceLine::Order ReferenceLine::due(const Group& group, const Counts& counts) const {
    Order all;
    for (const std::size_t i : group) {
        const std::int64_t play = interrupts_[i].play;
        std::vector<std::int64_t> line; // the seconds that it may have
        for (const auto& [first, length] : stretches_[i]) {
            for (std::int64_t k = 0; k < length; ++k) {
                line.push_back(first + k);
            }
        }
        const auto time = static_cast<std::int64_t>(line.size());
        for (std::int64_t j = 0; j < counts[i]; ++j) {
            const Fraction middle{time * (2 * j + 1), 2 * counts[i]};
            const std::int64_t second = middle.over / middle.under;
            // Where it is due on the whole line: as far as the second it is in is from its own.
            const std::int64_t shift = line[static_cast<std::size_t>(second)] - second;
            const Fraction due{middle.over + shift * middle.under, middle.under};
            const double wish = static_cast<double>(2 * due.over - play * due.under)
                                / static_cast<double>(2 * due.under);
            all.push_back({i, due, {2 * j + 1, 2 * counts[i]}, std::int64_t(std::floor(wish))});
        }
    }
    std::sort(all.begin(), all.end(), due_before);
    return all;
}

// Whether those of an order from one on have room behind one another.
bool ReferenceLine::fits(const Order& order, std::size_t from, std::int64_t begin) const {
    for (std::size_t i = from; i < order.size(); ++i) {
        begin = begin < seconds_ ? next_[order[i].interrupt][std::size_t(begin)] : seconds_;
        if (begin == seconds_) {
            return false;
        }
        begin += interrupts_[order[i].interrupt].play;
    }
    return true;
}

bool ReferenceLine::enter(Order& order, const Play& play) const {
    std::int64_t due = 0;
    while (due < std::int64_t(order.size()) && !due_before(play, order[std::size_t(due)])) {
        ++due;
    }
    for (std::int64_t away = 0; away <= std::int64_t(order.size()); ++away) {
        for (const std::int64_t place : {due - away, due + away}) {
            if (place >= 0 && place <= std::int64_t(order.size())) {
                Order tried = order;
                tried.insert(tried.begin() + place, play);
                if (fits(tried, 0, 0)) {
                    order = tried;
                    return true;
                }
            }
        }
    }
    return false;
}

ReferenceLine::Order ReferenceLine::dealt(Order order) {
    std::sort(order.begin(), order.end(), [](const Play& one, const Play& other) {
        return before(one.place, other.place)
               || (!before(other.place, one.place) && one.interrupt < other.interrupt);
    });
    return order;
}

bool ReferenceLine::can_be_weighed(const Group& group) const {
    Counts kinds(interrupts_.size(), 0);
    for (const std::size_t i : group) {
        kinds[kind_[i]] += owed(i);
    }
    std::int64_t numbers = 1;
    for (const std::int64_t plays : kinds) {
        numbers = std::min(numbers * (plays + 1), std::int64_t{1'000'000});
    }
    return numbers <= 65'536;
}

// Whether so many plays of each kind fit from a second on, one behind the other in some order.
bool ReferenceLine::room_for(Counts kinds, std::int64_t begin, Known& known) const {
    if (std::all_of(kinds.begin(), kinds.end(), [](std::int64_t plays) { return plays == 0; })) {
        return true;
    }
    auto& [fit, no_fit] = known.try_emplace(kinds, -1, seconds_).first->second;
    bool found = begin <= fit;
    for (std::size_t i = 0; i < kinds.size() && !found && begin < no_fit; ++i) {
        const std::int64_t second = kinds[i] > 0 ? next_[i][std::size_t(begin)] : seconds_;
        if (second < seconds_) {
            --kinds[i];
            found = room_for(kinds, second + interrupts_[i].play, known);
            ++kinds[i];
        }
    }
    (found ? fit : no_fit) = found ? std::max(fit, begin) : std::min(no_fit, begin);
    return found;
}

// First of all whoever is due first and leaves room for the rest, then so on behind it.
ReferenceLine::Order ReferenceLine::in_some_order(Order left, Counts kinds, Known& known) const {
    Order order;
    std::int64_t free = 0;
    while (!left.empty()) {
        for (auto play = left.begin(); play != left.end(); ++play) {
            const std::int64_t begins =
                free < seconds_ ? next_[play->interrupt][std::size_t(free)] : seconds_;
            const std::int64_t ends = begins + interrupts_[play->interrupt].play;
            --kinds[kind_[play->interrupt]];
            if (begins < seconds_ && room_for(kinds, ends, known)) {
                free = ends;
                order.push_back(*play);
                left.erase(play);
                break;
            }
            ++kinds[kind_[play->interrupt]];
        }
    }
    return order;
}

ReferenceLine::Order ReferenceLine::weighed(const Group& group, const Order& all) const {
    Known known;
    Counts counts(interrupts_.size(), 0);
    Counts kinds = counts;
    for (const Play& play : dealt(all)) {
        ++kinds[kind_[play.interrupt]];
        const bool stands = room_for(kinds, 0, known);
        counts[play.interrupt] += stands ? 1 : 0;
        kinds[kind_[play.interrupt]] -= stands ? 0 : 1;
    }
    return in_some_order(due(group, counts), kinds, known);
}

bool ReferenceLine::all_enter(Order& order, Order plays) const {
    const auto key = [&](const Play& play) {
        std::int64_t time = 0;
        for (const auto& [first, length] : stretches_[play.interrupt]) {
            time += length;
        }
        return std::tuple(time, -interrupts_[play.interrupt].play, play.interrupt);
    };
    std::stable_sort(plays.begin(), plays.end(),
                     [&](const Play& one, const Play& other) { return key(one) < key(other); });
    order.clear();
    return std::all_of(plays.begin(), plays.end(),
                       [&](const Play& play) { return enter(order, play); });
}

ReferenceLine::Order ReferenceLine::entered(const Group& group, const Order& all) const {
    Order order;
    if (all_enter(order, all)) {
        return order;
    }
    order.clear();
    const Order deal = dealt(all);
    std::size_t fit = 0;
    std::size_t no_fit = deal.size();
    while (no_fit - fit > 1) {
        const std::size_t middle = (fit + no_fit) / 2;
        Counts counts(interrupts_.size(), 0);
        for (std::size_t i = 0; i < middle; ++i) {
            ++counts[deal[i].interrupt];
        }
        Order tried;
        if (all_enter(tried, due(group, counts))) {
            order = tried;
            fit = middle;
        } else {
            no_fit = middle;
        }
    }
    for (; fit < deal.size(); ++fit) {
        enter(order, deal[fit]);
    }
    return order;
}

ReferenceLine::Order ReferenceLine::ordered(const Group& group) const {
    Counts counts(interrupts_.size(), 0);
    for (const std::size_t i : group) {
        counts[i] = owed(i);
    }
    const Order all = due(group, counts);
    if (fits(all, 0, 0)) {
        return all;
    }
    return can_be_weighed(group) ? weighed(group, all) : entered(group, all);
}

std::vector<ReferenceLine::Placed> ReferenceLine::placed() const {
    std::vector<Placed> all;
    for (const Group& group : groups()) {
        const std::vector<Placed> its = placed(ordered(group));
        all.insert(all.end(), its.begin(), its.end());
    }
    std::sort(all.begin(), all.end(),
              [](const Placed& one, const Placed& other) { return one.begins < other.begins; });
    return all;
}

std::vector<ReferenceLine::Placed> ReferenceLine::placed(const Order& order) const {
    std::vector<Placed> all;
    std::int64_t free = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Play& play = order[i];
        const std::int64_t length = interrupts_[play.interrupt].play;
        const auto good = [&](std::int64_t begins) {
            return begins >= free && may_begin(play.interrupt, begins)
                   && fits(order, i + 1, begins + length);
        };
        for (std::int64_t away = 0;; ++away) {
            if (good(play.wish - away) || good(play.wish + away)) {
                all.push_back(
                    {play.interrupt, good(play.wish - away) ? play.wish - away : play.wish + away});
                break;
            }
        }
        free = all.back().begins + length;
    }
    return all;
}

} // namespace marquee::tests
