// Equals that share the glass in turns: whose turn it is at an instant, and how much time each has
// over a longer while.
//
// A round is as many passes as the greatest weight among them. Everybody has `weight` turns in it,
// spread over the passes: in pass p (from 0) of W those for whom floor((p + 1) · weight / W) is
// greater than floor(p · weight / W), in their given order. Rounds repeat from the anchor on, and
// before it.
#pragma once

#include <cstdint>
#include <vector>

#include "schemas/rules/prepared_manifest.hpp"

namespace marquee::rules {

// Somebody whose turn comes round: a schedule that holds, or a filler program. Borrows from a
// PreparedManifest.
struct Turn {
    const PreparedProgram* program = nullptr;
    const PreparedSchedule* schedule = nullptr; // none: filler
    Interval run;                               // while it holds

    friend bool operator==(const Turn&, const Turn&) = default;
};

// How long somebody is on the glass, and how often a turn begins.
struct Airtime {
    Microseconds shown{0};
    std::int64_t plays = 0;

    friend bool operator==(const Airtime&, const Airtime&) = default;
};

std::int32_t weight_of(const Turn& turn); // 1 for filler

// The indices of the turns in the order of one round.
std::vector<std::uint32_t> order_of_round(const std::vector<Turn>& turns);

// Anchored at the latest start of the runs. Never empty.
class Round {
public:
    explicit Round(std::vector<Turn> turns);

    struct Place {
        const Turn* turn;
        Interval time; // of the turn; of a single one its whole run
    };
    Place at(Instant instant) const;

    // One for each turn of the round, in order. A single one plays on and on: its plays are the
    // beginnings of its turns all the same.
    std::vector<Airtime> airtime(Interval part) const;

    const std::vector<Turn>& turns() const { return turns_; }

private:
    bool takes_part(std::size_t turn, std::int32_t pass) const;

    std::vector<Turn> turns_;
    Instant anchor_;
    std::int32_t passes_ = 1;
    Microseconds length_{0};
};

} // namespace marquee::rules
