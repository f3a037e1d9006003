// Pictures between pixels.
#include <catch2/catch.hpp>

#include <cmath>

#include "player/sinks/memory_sink.hpp"
#include "tests/unit/player/sinks/pictures.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr std::int64_t one = 65'536;
constexpr Size size{61, 37};

std::uint8_t noise(std::int32_t x, std::int32_t y, std::int32_t channel) {
    return static_cast<std::uint8_t>((x * 37 + y * 91 + channel * 53 + x * y * 7) % 256);
}

Picture noisy() {
    return painted(size, PixelFormat::bgrx, [](std::int32_t x, std::int32_t y) {
        return Colour{noise(x, y, 0), noise(x, y, 1), noise(x, y, 2), 255};
    });
}

Picture drawn(const Picture& picture, FineRect fine, Size target, MemorySink& sink) {
    Scene scene;
    Frame frame;
    frame.pieces.push_back({picture,
                            {0, 0, picture.size.width, picture.size.height},
                            {0, 0, target.width, target.height},
                            fine});
    scene.zones.push_back({"", {0, 0, target.width, target.height}, frame});
    REQUIRE(sink.compose(scene));
    return sink.picture();
}

int red_at(const Picture& picture, std::int32_t x, std::int32_t y) {
    return picture.planes[0][y * picture.strides[0] + x * 4 + 2];
}

// The textbook's bilinear filter.
double expected(FineRect fine, Size target, std::int32_t x, std::int32_t y) {
    const auto at = [](std::int64_t from, std::int64_t length, int pixel, int pixels, int last) {
        const double place = static_cast<double>(from) / one
                             + (pixel + 0.5) * static_cast<double>(length) / one / pixels - 0.5;
        return std::min(std::max(place, 0.0), static_cast<double>(last));
    };
    const double across = at(fine.x, fine.width, x, target.width, size.width - 1);
    const double down = at(fine.y, fine.height, y, target.height, size.height - 1);
    const int left = static_cast<int>(across);
    const int top = static_cast<int>(down);
    const int right = std::min(left + 1, size.width - 1);
    const int bottom = std::min(top + 1, size.height - 1);
    const double upper =
        noise(left, top, 0) * (1 - across + left) + noise(right, top, 0) * (across - left);
    const double lower =
        noise(left, bottom, 0) * (1 - across + left) + noise(right, bottom, 0) * (across - left);
    return upper * (1 - down + top) + lower * (down - top);
}

} // namespace

TEST_CASE("whole pixels arrive byte for byte") {
    const Picture picture = noisy();
    MemorySink sink({40, 30});
    const Picture seen = drawn(picture, {3 * one, 5 * one, 40 * one, 30 * one}, {40, 30}, sink);
    for (std::int32_t y = 0; y < 30; ++y) {
        for (std::int32_t x = 0; x < 40; ++x) {
            CHECK(red_at(seen, x, y) == noise(x + 3, y + 5, 0));
        }
    }
}

TEST_CASE("between pixels the picture is the mean of its neighbours, moved or scaled") {
    const Picture picture = noisy();
    const Size target{48, 32};
    for (const FineRect fine :
         {FineRect{one / 2, 0, 48 * one, 32 * one}, FineRect{0, one / 3, 48 * one, 32 * one},
          FineRect{12'345, 54'321, 48 * one, 32 * one},
          FineRect{one / 7, one / 5, 54 * one + 999, 36 * one + 777},
          FineRect{0, 0, size.width * one, size.height * one},
          FineRect{5 * one + 1, 2 * one, 31 * one, 17 * one + 5}}) {
        MemorySink sink(target);
        const Picture seen = drawn(picture, fine, target, sink);
        for (std::int32_t y = 0; y < target.height; ++y) {
            for (std::int32_t x = 0; x < target.width; ++x) {
                CHECK(red_at(seen, x, y) == Approx(expected(fine, target, x, y)).margin(2.5));
            }
        }
    }
}

TEST_CASE("a picture moves by less than a pixel at every step") {
    const Picture ramp = painted({64, 4}, PixelFormat::bgrx, [](std::int32_t x, std::int32_t) {
        return Colour{static_cast<std::uint8_t>(x * 4), 0, 0, 255};
    });
    int before = -1;
    for (std::int64_t x = 0; x <= one; x += one / 8) {
        MemorySink sink({32, 4});
        Scene scene;
        Frame frame;
        frame.pieces.push_back(
            {ramp, {0, 0, 64, 4}, {0, 0, 32, 4}, FineRect{x, 0, 32 * one, 4 * one}});
        scene.zones.push_back({"", {0, 0, 32, 4}, frame});
        REQUIRE(sink.compose(scene));
        const int now = red_at(sink.picture(), 10, 2);
        CHECK(now >= before);
        CHECK(now <= before + 1 + (before < 0 ? 100 : 0));
        before = now;
    }
    CHECK(before == 44);
}

TEST_CASE("a fine part outside of its source is left out") {
    const Picture picture = noisy();
    for (const FineRect fine : {FineRect{-1, 0, 10 * one, 10 * one}, FineRect{0, 0, 62 * one, one},
                                FineRect{0, 0, 0, one}, FineRect{60 * one, 0, one + 1, one}}) {
        MemorySink sink({10, 10});
        CHECK(red_at(drawn(picture, fine, {10, 10}, sink), 9, 9) == 0);
    }
}
