// Manifests made by chance, around days on which clocks change.
#pragma once

#include <random>

#include "schemas/model/manifest.hpp"

namespace marquee::tests {

using Random = std::mt19937_64;

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high);
bool chance(Random& random, int percent);
Instant utc(const char* text);

Times random_times(Random& random, std::int64_t weekdays_percent);

// Its days are those around 8 March 2026; its zone is one of seven that change on that day.
Manifest random_manifest(Random& random);

} // namespace marquee::tests
