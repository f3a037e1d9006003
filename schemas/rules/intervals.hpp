// Sets of instants as lists of intervals: ascending, half-open, none empty, no two overlap.
#pragma once

#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::rules {

using Intervals = std::vector<Interval>;

// Empty where they have nothing in common.
Intervals common_part(const Intervals& all, Interval part);
Intervals common_part(const Intervals& one, const Intervals& other);

Intervals without(const Intervals& all, const Intervals& taken);

// Sorted, with those that touch or overlap made one.
Intervals joined(Intervals all);

Microseconds length_of(const Intervals& all);

} // namespace marquee::rules
