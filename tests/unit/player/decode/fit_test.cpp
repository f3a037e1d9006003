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

TEST_CASE("a picture that zooms is decoded an eighth larger") {
    const Fitted wide = fit_moving({1'600, 900}, {320, 320}, Fit::contain, PosterMotion::zoom_in);
    CHECK(wide.source == Rect{0, 0, 1'600, 900});
    CHECK(wide.target == Rect{-20, 58, 360, 203});
    const Fitted cut = fit_moving({1'600, 900}, {320, 320}, Fit::cover, PosterMotion::zoom_out);
    CHECK(cut.source == Rect{350, 0, 900, 900});
    CHECK(cut.target == Rect{-20, -20, 360, 360});
}

TEST_CASE("a picture that pans is as long as it comes out") {
    const Fitted wide = fit_moving({1'600, 900}, {300, 300}, Fit::contain, PosterMotion::pan);
    CHECK(wide.source == Rect{0, 0, 1'600, 900});
    CHECK(wide.target == Rect{-116, 0, 533, 300});
    const Fitted tall = fit_moving({900, 1'600}, {300, 300}, Fit::stretch, PosterMotion::pan);
    CHECK(tall.target == Rect{0, -116, 300, 533});
    const Fitted same = fit_moving({1'000, 500}, {200, 100}, Fit::contain, PosterMotion::pan);
    CHECK(same.target == Rect{0, 0, 200, 100});
}

TEST_CASE("a pan passes over three zones at most, from the picture's middle") {
    const Fitted wide = fit_moving({10'000, 1'000}, {100, 100}, Fit::cover, PosterMotion::pan);
    CHECK(wide.source == Rect{3'500, 0, 3'000, 1'000});
    CHECK(wide.target == Rect{-100, 0, 300, 100});
    const Fitted tall = fit_moving({1'000, 10'000}, {100, 100}, Fit::cover, PosterMotion::pan);
    CHECK(tall.source == Rect{0, 3'500, 1'000, 3'000});
}

TEST_CASE("what moves never outgrows the room it announced") {
    for (const PosterMotion motion :
         {PosterMotion::still, PosterMotion::pan, PosterMotion::zoom_in, PosterMotion::zoom_out}) {
        for (const Size zone :
             {Size{1, 1}, Size{1'920, 1'080}, Size{333, 77}, Size{9'000, 9'000}}) {
            const Size room = room_for(motion, zone);
            for (const Size picture : {Size{1, 1}, Size{30'000, 3}, Size{3, 30'000}, Size{4, 3}}) {
                for (const Fit fit : {Fit::contain, Fit::cover, Fit::stretch}) {
                    const Fitted fitted = fit_moving(picture, zone, fit, motion);
                    CHECK(fitted.target.width <= room.width);
                    CHECK(fitted.target.height <= room.height);
                    CHECK(fitted.target.width >= 1);
                    CHECK(fitted.target.height >= 1);
                    CHECK(intersect(fitted.source, {{}, {}, picture.width, picture.height})
                          == fitted.source);
                }
            }
        }
    }
}
