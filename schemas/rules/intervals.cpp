#include "schemas/rules/intervals.hpp"

#include <algorithm>

namespace marquee::rules {

Intervals common_part(const Intervals& all, Interval part) {
    Intervals found;
    for (const Interval& each : all) {
        const Interval both{std::max(each.from, part.from), std::min(each.to, part.to)};
        if (both.from < both.to) {
            found.push_back(both);
        }
    }
    return found;
}

Intervals common_part(const Intervals& one, const Intervals& other) {
    Intervals found;
    for (const Interval& part : other) {
        const Intervals both = common_part(one, part);
        found.insert(found.end(), both.begin(), both.end());
    }
    return found;
}

Intervals without(const Intervals& all, const Intervals& taken) {
    Intervals left;
    for (const Interval& each : all) {
        Instant from = each.from;
        for (const Interval& hole : taken) {
            if (hole.to <= from || hole.from >= each.to) {
                continue;
            }
            if (hole.from > from) {
                left.push_back({from, hole.from});
            }
            from = hole.to;
        }
        if (from < each.to) {
            left.push_back({from, each.to});
        }
    }
    return left;
}

Intervals joined(Intervals all) {
    std::sort(all.begin(), all.end(),
              [](const Interval& a, const Interval& b) { return a.from < b.from; });
    Intervals made;
    for (const Interval& each : all) {
        if (!made.empty() && each.from <= made.back().to) {
            made.back().to = std::max(made.back().to, each.to);
        } else if (each.from < each.to) {
            made.push_back(each);
        }
    }
    return made;
}

Microseconds length_of(const Intervals& all) {
    Microseconds length{0};
    for (const Interval& each : all) {
        length += each.to - each.from;
    }
    return length;
}

} // namespace marquee::rules
