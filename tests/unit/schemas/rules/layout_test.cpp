#include "schemas/rules/layout.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;

TEST_CASE("a layout on its own canvas is left as it is") {
    CHECK(scale({10, 20, 30, 40}, {1920, 1080}, {1920, 1080}) == Rect{10, 20, 30, 40});
    CHECK(scale({10, 20, 30, 40}, {0, 0}, {192, 32}) == Rect{10, 20, 30, 40});
}

TEST_CASE("each edge is rounded by itself, halves up") {
    CHECK(scale({1, 1, 1, 1}, {2, 2}, {3, 3}) == Rect{2, 2, 1, 1});
    CHECK(scale({0, 0, 1920, 1080}, {1920, 1080}, {192, 32}) == Rect{0, 0, 192, 32});
}

TEST_CASE("neighbours stay neighbours on every display") {
    const Size canvas{1920, 1080};
    for (std::int32_t split = 1; split < canvas.width; split += 7) {
        const Rect left{0, 0, split, 900};
        const Rect right{split, 0, canvas.width - split, 900};
        const Rect below{0, 900, canvas.width, 180};
        for (const Size display : {Size{640, 64}, Size{1280, 720}, Size{3839, 2161}, Size{7, 3}}) {
            const Rect a = scale(left, canvas, display);
            const Rect b = scale(right, canvas, display);
            const Rect c = scale(below, canvas, display);
            CHECK(a.x + a.width == b.x);
            CHECK(b.x + b.width == display.width);
            CHECK(a.y + a.height == c.y);
            CHECK(c.y + c.height == display.height);
        }
    }
}

TEST_CASE("a zone has one rectangle, in order, even when nothing of it is left") {
    Layout layout;
    layout.canvas = {100, 100};
    layout.zones.resize(2);
    layout.zones[0].rect = {0, 0, 100, 99};
    layout.zones[1].rect = {0, 99, 100, 1};
    const auto rects = zone_rects(layout, {10, 10});
    REQUIRE(rects.size() == 2);
    CHECK(rects[0] == Rect{0, 0, 10, 10});
    CHECK(rects[1].empty());
}
