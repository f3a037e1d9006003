// How many displays of a subtree are how.
#pragma once

#include <array>
#include <cstdint>

#include "manager/fleet/health_judge.hpp"

namespace marquee::manager {

struct HealthCount {
    std::uint64_t displays = 0;
    std::uint64_t reachable = 0; // their players are
    std::array<std::uint64_t, rules::health_words.size()> words{};
    // Displays by the seconds since their player was last heard: not more than the bound.
    std::array<std::uint64_t, 6> contact_ages{};
    double contact_age_sum = 0;
    std::uint64_t heard = 0; // displays whose player was heard since the manager started

    std::uint64_t of(rules::HealthWord word) const {
        return words.at(static_cast<std::size_t>(word));
    }
    void add(const Judgement& judged, Instant now);
    void add(const HealthCount& other);
};

// Of HealthCount::contact_ages, in seconds.
inline constexpr std::array<int, 6> contact_age_bounds{10, 30, 60, 300, 3'600, 86'400};

// All displays of the scope's subtrees now.
Result<HealthCount> count_health(const View& view, const HealthJudge& judge, const Scope& scope,
                                 const AskedAt& asked);

} // namespace marquee::manager
