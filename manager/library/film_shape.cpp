#include "manager/library/film_shape.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

Size upright_size(const VideoFacts& video) {
    Size size = video.size;
    const double aspect = video.sample_aspect.value();
    if (aspect > 0.01 && aspect < 100) {
        size.width =
            std::max<std::int32_t>(1, static_cast<std::int32_t>(std::llround(size.width * aspect)));
    }
    return video.rotation % 180 == 0 ? size : Size{size.height, size.width};
}

Size fitted_even(Size size, Size most) {
    if (size.height > size.width) {
        std::swap(most.width, most.height);
    }
    const double scale = std::min({1.0, static_cast<double>(most.width) / size.width,
                                   static_cast<double>(most.height) / size.height});
    const auto even = [&](std::int32_t side) {
        const auto scaled = static_cast<std::int32_t>(std::llround(side * scale));
        return std::max<std::int32_t>(2, scaled - scaled % 2);
    };
    return {even(size.width), even(size.height)};
}

Ratio steady_rate(const VideoFacts& video) {
    static constexpr std::array<Ratio, 8> usual{Ratio{24'000, 1'001}, Ratio{24, 1}, Ratio{25, 1},
                                                Ratio{30'000, 1'001}, Ratio{30, 1}, Ratio{50, 1},
                                                Ratio{60'000, 1'001}, Ratio{60, 1}};
    const double most = limits::rendition_frames_per_second_max;
    const double rate = video.rate.value();
    const double average = video.average_rate.value();
    // Most films: what the container counts in is what it shows, within some dropped pictures.
    if (rate >= 1 && rate <= most && (average == 0 || average > 0.9 * rate)) {
        return video.rate;
    }
    for (const Ratio& one : usual) {
        if (average <= one.value() * 1.01) {
            return average == 0 ? Ratio{25, 1} : one;
        }
    }
    return {limits::rendition_frames_per_second_max, 1};
}

} // namespace marquee::manager
