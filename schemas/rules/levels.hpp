// How bright and how loud a display is at an instant, and until when that cannot change.
//
// A level is a function of the display's wall clock. Its curve goes in straight lines from one
// point of the day to the next, over midnight from the last to the first; at every whole second the
// value is rounded to a whole percent, halves up, and stands for that second. Of two points at one
// time the later one counts from then on. Caps: never more than the least of those whose Times
// hold. The clock's own jumps are the curve's jumps: what a gap skips is not told, what a fold
// repeats is told twice.
//
// The volume is Manifest::volume_percent of what its rules say, rounded the same way.
#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "schemas/model/manifest.hpp"
#include "schemas/rules/times.hpp"

namespace marquee::rules {

// Each from 0 to 100.
struct Levels {
    std::int32_t brightness_percent = 100;
    std::int32_t volume_percent = 100;

    friend bool operator==(const Levels&, const Levels&) = default;
};

// The levels of an instant are the same until then; the true next change may come later, never
// earlier.
struct LevelsAt {
    Levels levels;
    Instant until = never;
    // What the brightness is made of, for whoever dims the curve by a sensor: the caps hold after
    // that too.
    std::int32_t brightness_curve_percent = 100;
    std::int32_t brightness_cap_percent = 100; // the least of those that hold

    friend bool operator==(const LevelsAt&, const LevelsAt&) = default;
};

// One LevelRules as a table of steps. A value. Points out of order are put in order, percents out
// of range brought into it (validate.hpp reports them).
class PreparedLevel {
public:
    PreparedLevel(const LevelRules& rules, const TimesContext& context);

    struct Level {
        std::int32_t percent = 100;
        Instant until = never;
        std::int32_t cap_percent = 100; // percent is no more than that

        std::int32_t capped() const { return std::min(percent, cap_percent); }
    };
    // The curve, and the least of the caps.
    // `zone` is the one it was prepared with. Allocates only where PreparedTimes does.
    Level at(const WallMoment& moment, const ZoneRules& zone) const;

private:
    struct Step {
        std::int32_t second; // of the day
        std::int32_t percent;
    };
    struct Cap {
        PreparedTimes times;
        std::int32_t percent;
    };

    void add_line(const LevelPoint& from, const LevelPoint& to);
    Level curve_at(const WallMoment& moment) const;

    std::vector<Step> steps_; // ascending, no two neighbours alike; none: always 100
    std::vector<Cap> caps_;
};

// Both levels of a manifest. A value.
class PreparedLevels {
public:
    PreparedLevels(const Manifest& manifest, const TimesContext& context);

    LevelsAt at(const WallMoment& moment, const ZoneRules& zone) const;

    // Without a trusted clock neither curves nor caps are known.
    Levels unproven() const { return {100, volume_percent_}; }

private:
    PreparedLevel brightness_;
    PreparedLevel volume_;
    std::int32_t volume_percent_;
};

} // namespace marquee::rules
