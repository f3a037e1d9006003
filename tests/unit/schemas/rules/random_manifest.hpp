// Manifests made by chance, around days on which clocks change.
#pragma once

#include <cstdint>
#include <random>

#include "schemas/model/manifest.hpp"

namespace marquee::tests {

using Random = std::mt19937_64;

// Comparisons take some twenty times as long under AddressSanitizer: there it looks at one in so
// many of the cases.
#ifdef __SANITIZE_ADDRESS__
inline constexpr std::uint64_t slice = 9;
#else
inline constexpr std::uint64_t slice = 1;
#endif

std::int64_t pick(Random& random, std::int64_t low, std::int64_t high);
bool chance(Random& random, int percent);
Instant utc(const char* text);

// A day on which clocks change.
inline constexpr LocalDate difficult_day{std::chrono::year{2026}, std::chrono::March,
                                         std::chrono::day{8}};

// Its days are those around `day`; its zone is one of seven that change on it. Half of its times
// have rules for their days. It may have been issued long ago, just now or tomorrow.
Manifest random_manifest(Random& random, LocalDate day = difficult_day);

} // namespace marquee::tests
