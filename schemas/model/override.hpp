// Black, or an emergency text: a small document of its own that travels first in every contact and
// is obeyed even without a manifest.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// Everything dark, sound off.
struct Black {
    friend bool operator==(const Black&, const Black&) = default;
};

// Plain text in an approved template; at most limits::notice_graphemes_max graphemes and
// limits::notice_seconds_max seconds.
struct Notice {
    std::string text;
    std::string language = "zh-Hans";
    std::string notice_template = "alert";

    friend bool operator==(const Notice&, const Notice&) = default;
};

// Ends the override of the same id.
struct Lift {
    friend bool operator==(const Lift&, const Lift&) = default;
};

using OverrideAction = std::variant<Black, Notice, Lift>;

// Addresses its displays by name and by place: a display obeys when its id is in `displays`, or one
// of the units on its path from leaf to root is in `units`.
struct Override {
    OrganisationId organisation;
    OverrideId id;
    std::int64_t serial = 0; // of the organisation, counts up; for one id the highest wins
    Instant issued_at{};
    Instant not_after{};
    std::vector<UnitId> units;
    std::vector<DisplayId> displays;
    OverrideAction action;

    friend bool operator==(const Override&, const Override&) = default;
};

// How a player that refuses an override names it among what it has set aside (Quarantined::what).
inline std::string refused_override_name(const OverrideId& id) {
    return "override " + id.value;
}

} // namespace marquee
