// How much a manifest asks of whoever evaluates its days: limits::day_rules_per_manifest_max.
#pragma once

#include <cstddef>

#include "schemas/model/manifest.hpp"

namespace marquee::rules {

// The rules of `on` and of all exceptions.
std::size_t day_rule_count(const Times& times);

// Of all its schedules, off-hours and levels together. A manifest with more than the limit is
// refused by players: whoever makes it leaves schedules out before.
std::size_t day_rule_count(const Manifest& manifest);

} // namespace marquee::rules
