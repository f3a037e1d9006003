// How bright a panel is by the light around it. Pure; one thread each.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

// So bright at so much light.
struct LightPoint {
    double lux = 0;
    std::int32_t percent = 100;

    friend bool operator==(const LightPoint&, const LightPoint&) = default;
};

// "0:10 50:30 1000:70 20000:100": lux and percent, both ascending or level. malformed,
// out_of_range.
Result<std::vector<LightPoint>> light_curve_from_text(std::string_view text);

// In a straight line over the logarithm of the light, as eyes judge it; below the first point and
// above the last it stays.
double percent_at(const std::vector<LightPoint>& curve, double lux);

// Follows a sensor: a mean of the last readings (each counts a third), and a new level only when it
// is a twelfth or more away from the one in force, so that a cloud or a hand does not make the
// panel pump. Readings that are no light (negative, not a number, over lux_max) are none.
class LightFollower {
public:
    static constexpr double lux_max = 200'000; // the sun at noon gives 130,000

    // Not empty.
    explicit LightFollower(std::vector<LightPoint> curve) : curve_(std::move(curve)) {}

    // The next reading; nullopt: there was none, and from now on the sensor has nothing to say,
    // until there is one again. The level in per mille.
    std::optional<std::int32_t> take(std::optional<double> lux);

private:
    std::vector<LightPoint> curve_;
    std::optional<double> mean_; // of the logarithm
    std::optional<std::int32_t> level_;
};

} // namespace marquee::player
