#include "player/panel/light_curve.hpp"

#include <charconv>
#include <cmath>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr double share_of_new = 1.0 / 3;
constexpr double step_min = 1.0 / 12; // of the level in force
constexpr double per_mille_of_percent = 10;

// Zero lux counts as one: the eye does not tell them apart.
double felt(double lux) {
    return std::log10(std::max(lux, 1.0));
}

std::optional<double> number_from(std::string_view text) {
    double number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole ? std::optional(number) : std::nullopt;
}

std::optional<LightPoint> point_from(std::string_view word) {
    const std::size_t colon = word.find(':');
    if (colon == word.npos) {
        return std::nullopt;
    }
    const auto lux = number_from(word.substr(0, colon));
    const auto percent = number_from(word.substr(colon + 1));
    if (!lux || !percent || *percent != std::floor(*percent)) {
        return std::nullopt;
    }
    return LightPoint{*lux, static_cast<std::int32_t>(std::clamp(*percent, -1.0, 101.0))};
}

} // namespace

Result<std::vector<LightPoint>> light_curve_from_text(std::string_view text) {
    std::vector<LightPoint> curve;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string_view word = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (word.empty()) {
            continue;
        }
        const std::optional<LightPoint> point = point_from(word);
        if (!point) {
            return fail(ErrorCode::malformed,
                        "a light curve is written like 0:10 50:30 20000:100, lux:percent",
                        std::string(word));
        }
        const bool falls =
            !curve.empty()
            && (point->lux <= curve.back().lux || point->percent < curve.back().percent);
        const bool is_light =
            point->lux >= 0 && point->lux <= LightFollower::lux_max; // nan is none
        if (falls || !is_light || point->percent < 0 || point->percent > 100) {
            return fail(ErrorCode::out_of_range,
                        "lux and percent of a light curve ascend, percent up to 100",
                        std::string(word));
        }
        curve.push_back(*point);
    }
    if (curve.empty() || curve.size() > limits::level_points_max) {
        return fail(ErrorCode::out_of_range, "a light curve has 1 to "
                                                 + std::to_string(limits::level_points_max)
                                                 + " points");
    }
    return curve;
}

double percent_at(const std::vector<LightPoint>& curve, double lux) {
    if (lux <= curve.front().lux) {
        return curve.front().percent;
    }
    for (std::size_t i = 1; i < curve.size(); ++i) {
        if (lux >= curve[i].lux) {
            continue;
        }
        const double from = felt(curve[i - 1].lux);
        const double length = felt(curve[i].lux) - from;
        const double share = length > 0 ? (felt(lux) - from) / length : 1;
        return curve[i - 1].percent + share * (curve[i].percent - curve[i - 1].percent);
    }
    return curve.back().percent;
}

std::optional<std::int32_t> LightFollower::take(std::optional<double> lux) {
    if (!lux || !(*lux >= 0 && *lux <= lux_max)) {
        mean_.reset();
        level_.reset();
        return std::nullopt;
    }
    const double now = felt(*lux);
    mean_ = mean_ ? *mean_ + (now - *mean_) * share_of_new : now;
    const double light = *mean_ > 0 ? std::pow(10.0, *mean_) : 0;
    const auto wanted =
        static_cast<std::int32_t>(std::lround(percent_at(curve_, light) * per_mille_of_percent));
    if (!level_ || std::abs(wanted - *level_) >= std::max(1.0, *level_ * step_min)) {
        level_ = wanted;
    }
    return level_;
}

} // namespace marquee::player
