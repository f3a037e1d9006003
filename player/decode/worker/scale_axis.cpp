#include "player/decode/worker/scale_axis.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player::worker {

namespace {

ScaleAxis empty_axis(const Stretch& stretch) {
    ScaleAxis axis;
    axis.lowest = static_cast<std::int32_t>(std::floor(stretch.from));
    axis.highest =
        std::min(stretch.source - 1,
                 static_cast<std::int32_t>(std::ceil(stretch.from + stretch.length)) - 1);
    axis.taps.reserve(static_cast<std::size_t>(stretch.target));
    return axis;
}

ScaleAxis axis_of_originals(const Stretch& stretch) {
    const double step = stretch.length / stretch.target;
    ScaleAxis axis = empty_axis(stretch);
    for (std::int32_t place = 0; place < stretch.target; ++place) {
        // Going up, the window is one source pixel wide around the target pixel's centre: its
        // overlaps are exactly the linear weights.
        const double width = std::max(step, 1.0);
        const double begin = stretch.from + (place + 0.5) * step - width / 2;
        const double end = begin + width;
        const auto first =
            std::clamp(static_cast<std::int32_t>(std::floor(begin)), axis.lowest, axis.highest);
        const auto last =
            std::clamp(static_cast<std::int32_t>(std::ceil(end)) - 1, first, axis.highest);
        axis.taps.push_back({first, last - first + 1, axis.weights.size()});
        for (std::int32_t pixel = first; pixel <= last; ++pixel) {
            // The outermost pixels also stand for what lies beyond the edge.
            const double left = pixel == first ? begin : pixel;
            const double right = pixel == last ? end : pixel + 1.0;
            axis.weights.push_back(static_cast<float>((right - left) / width));
        }
    }
    return axis;
}

// The mean over a window is the difference of two running sums. At the pixels' edges these are
// known; between two edges they follow the cubic of Catmull and Rom (Hermite, tangents from the
// neighbours), which keeps every pixel's own mean.
ScaleAxis axis_of_means(const Stretch& stretch) {
    const double step = stretch.length / stretch.target;
    ScaleAxis axis = empty_axis(stretch);
    std::vector<double> weights;
    for (std::int32_t place = 0; place < stretch.target; ++place) {
        const double begin = stretch.from + place * step;
        const double end = begin + step;
        const auto first =
            std::clamp(static_cast<std::int32_t>(std::floor(begin)) - 1, axis.lowest, axis.highest);
        const auto last =
            std::clamp(static_cast<std::int32_t>(std::ceil(end)), first, axis.highest);
        weights.assign(static_cast<std::size_t>(last - first + 1), 0);
        const auto add = [&](std::int32_t pixel, double share) {
            weights[static_cast<std::size_t>(std::clamp(pixel, first, last) - first)] +=
                share / step;
        };
        const auto add_sum_up_to = [&](double edge, double sign) {
            const auto pixel = static_cast<std::int32_t>(std::floor(edge));
            const double t = edge - pixel;
            for (std::int32_t whole = first; whole < pixel; ++whole) {
                add(whole, sign);
            }
            const double before = (t * t * t - 2 * t * t + t) / 2;
            const double after = (t * t * t - t * t) / 2;
            add(pixel - 1, sign * before);
            add(pixel, sign * (3 * t * t - 2 * t * t * t + before + after));
            add(pixel + 1, sign * after);
        };
        add_sum_up_to(end, 1);
        add_sum_up_to(begin, -1);
        axis.taps.push_back({first, last - first + 1, axis.weights.size()});
        axis.weights.insert(axis.weights.end(), weights.begin(), weights.end());
    }
    return axis;
}

} // namespace

ScaleAxis make_axis(const Stretch& stretch, SourcePixels pixels) {
    return pixels == SourcePixels::means ? axis_of_means(stretch) : axis_of_originals(stretch);
}

ScaleAxis with_even_taps(const ScaleAxis& axis) {
    std::int32_t most = 0;
    for (const ScaleAxis::Taps& taps : axis.taps) {
        most = std::max(most, taps.count);
    }
    ScaleAxis even{axis.lowest, axis.highest, {}, {}};
    even.taps.reserve(axis.taps.size());
    even.weights.assign(axis.taps.size() * static_cast<std::size_t>(most), 0);
    for (const ScaleAxis::Taps& taps : axis.taps) {
        const std::size_t weights = even.taps.size() * static_cast<std::size_t>(most);
        const std::int32_t first = std::min(taps.first, axis.highest + 1 - most);
        std::copy_n(axis.weights.begin() + static_cast<std::ptrdiff_t>(taps.weights), taps.count,
                    even.weights.begin() + static_cast<std::ptrdiff_t>(weights)
                        + (taps.first - first));
        even.taps.push_back({first, most, weights});
    }
    return even;
}

} // namespace marquee::player::worker
