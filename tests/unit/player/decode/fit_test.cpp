#include <catch2/catch.hpp>

#include "player/decode/fit.hpp"

using namespace marquee;
using namespace marquee::player;

TEST_CASE("contain shows the whole picture between equal bars") {
    const Fitted wide = fit_into({1'600, 900}, {1'000, 1'000}, Fit::contain);
    CHECK(wide.source == Rect{0, 0, 1'600, 900});
    CHECK(wide.target == Rect{0, 218, 1'000, 563});
    const Fitted tall = fit_into({900, 1'600}, {1'000, 1'000}, Fit::contain);
    CHECK(tall.target == Rect{218, 0, 563, 1'000});
}

TEST_CASE("cover fills the zone from the middle of the picture") {
    const Fitted wide = fit_into({1'600, 900}, {300, 300}, Fit::cover);
    CHECK(wide.source == Rect{350, 0, 900, 900});
    CHECK(wide.target == Rect{0, 0, 300, 300});
}

TEST_CASE("stretch fills the zone with all of the picture") {
    const Fitted bent = fit_into({1'600, 900}, {300, 300}, Fit::stretch);
    CHECK(bent.source == Rect{0, 0, 1'600, 900});
    CHECK(bent.target == Rect{0, 0, 300, 300});
}

TEST_CASE("the same proportions touch all four edges") {
    for (const Fit fit : {Fit::contain, Fit::cover, Fit::stretch}) {
        const Fitted same = fit_into({3'840, 2'160}, {1'920, 1'080}, fit);
        CHECK(same.source == Rect{0, 0, 3'840, 2'160});
        CHECK(same.target == Rect{0, 0, 1'920, 1'080});
    }
}

TEST_CASE("extreme shapes keep at least one pixel") {
    CHECK(fit_into({100'000, 1}, {64, 64}, Fit::contain).target.height == 1);
    CHECK(fit_into({100'000, 1}, {64, 64}, Fit::cover).source.width == 1);
    CHECK(fit_into({1, 1}, {16'384, 16'384}, Fit::cover).source == Rect{0, 0, 1, 1});
}
