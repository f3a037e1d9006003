#include "player/sources/poster_motion.hpp"

#include <catch2/catch.hpp>

#include "player/decode/fit.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr std::int64_t one = 65'536;

PictureMotion motion_of(PosterMotion motion, Size picture, Size zone, Fit fit,
                        Microseconds duration = 10s) {
    return PictureMotion({motion, fit_moving(picture, zone, fit, motion).target.size(),
                          fit_into(picture, zone, fit).target.size(), zone, duration});
}

} // namespace

TEST_CASE("a pan passes over what cover would cut, from left to right") {
    const auto pan = motion_of(PosterMotion::pan, {2'000, 1'000}, {100, 100}, Fit::cover);
    CHECK(pan.at(0s).fine == FineRect{0, 0, 100 * one, 100 * one});
    CHECK(pan.at(5s).fine == FineRect{50 * one, 0, 100 * one, 100 * one});
    CHECK(pan.at(9'999'999us).fine.x > 99 * one);
    CHECK(pan.at(3s).target == Rect{0, 0, 100, 100});
}

TEST_CASE("a pan over a tall picture goes from top to bottom") {
    const auto pan = motion_of(PosterMotion::pan, {100, 300}, {100, 100}, Fit::contain);
    CHECK(pan.at(0s).fine.y == 0);
    CHECK(pan.at(5s).fine.y == 100 * one);
    CHECK(pan.at(5s).fine.x == 0);
}

TEST_CASE("nothing moves where nothing is cut") {
    const auto pan = motion_of(PosterMotion::pan, {2'000, 1'000}, {200, 100}, Fit::cover);
    CHECK_FALSE(pan.next_change(3s));
    CHECK(pan.at(0s).fine == pan.at(7s).fine);
}

TEST_CASE("a zoom goes from the fitted picture to one an eighth larger, and back out") {
    const auto in = motion_of(PosterMotion::zoom_in, {1'600, 900}, {160, 160}, Fit::contain);
    CHECK(in.at(0s).target == Rect{0, 35, 160, 90});
    CHECK(in.at(0s).fine == FineRect{0, 0, 180 * one, 101 * one});
    CHECK(in.at(9'999'999us).target.width == 160);
    CHECK(in.at(9'999'999us).target.height == 100);
    CHECK(in.at(9'999'999us).fine.width == Approx(160 * one).margin(one / 100));
    const auto out = motion_of(PosterMotion::zoom_out, {1'600, 900}, {160, 90}, Fit::cover);
    CHECK(out.at(0s).fine.width == Approx(160 * one).margin(1));
    CHECK(out.at(0s).fine.x == Approx(10 * one).margin(1));
    CHECK(out.at(9'999'999us).fine.width > 179 * one);
    CHECK(out.at(0s).target == Rect{0, 0, 160, 90});
}

TEST_CASE("an item that stands longer has its picture go back and forth without a jump") {
    const auto pan = motion_of(PosterMotion::pan, {2'000, 1'000}, {100, 100}, Fit::cover);
    CHECK(pan.at(15s).fine == pan.at(5s).fine);
    CHECK(pan.at(23s).fine == pan.at(3s).fine);
    std::int64_t before = 0;
    for (Microseconds position{0}; position < 40s; position = *pan.next_change(position)) {
        const std::int64_t x = pan.at(position).fine.x;
        CHECK(std::abs(x - before) <= one);
        before = x;
    }
}

TEST_CASE("a motion has thirty pictures a second at most, and fewer where it is slower") {
    const auto count = [](const PictureMotion& motion) {
        int pictures = 0;
        for (Microseconds position{0}; position < 10s; ++pictures) {
            const Microseconds next = *motion.next_change(position);
            REQUIRE(next > position);
            CHECK(motion.step(next - 1us) == motion.step(position));
            CHECK(motion.step(next) != motion.step(position));
            position = next;
        }
        return pictures;
    };
    CHECK(count(motion_of(PosterMotion::pan, {2'000, 1'000}, {500, 500}, Fit::cover)) == 300);
    CHECK(count(motion_of(PosterMotion::pan, {104, 100}, {100, 100}, Fit::cover)) == 32);
}

TEST_CASE("what is seen lies in the picture and in the zone, whatever the sizes") {
    for (const PosterMotion motion :
         {PosterMotion::pan, PosterMotion::zoom_in, PosterMotion::zoom_out}) {
        for (const Size zone : {Size{1, 1}, Size{2, 3}, Size{100, 7}, Size{333, 777}}) {
            for (const Size picture :
                 {Size{1, 1}, Size{9'000, 2}, Size{2, 9'000}, Size{640, 480}}) {
                for (const Fit fit : {Fit::contain, Fit::cover, Fit::stretch}) {
                    const Size decoded = fit_moving(picture, zone, fit, motion).target.size();
                    const auto path = motion_of(motion, picture, zone, fit);
                    for (Microseconds at{0}; at < 11s; at += 777ms) {
                        const MotionPlace place = path.at(at);
                        CHECK(place.fine.x >= 0);
                        CHECK(place.fine.y >= 0);
                        CHECK(place.fine.width > 0);
                        CHECK(place.fine.height > 0);
                        CHECK(place.fine.x + place.fine.width <= decoded.width * one);
                        CHECK(place.fine.y + place.fine.height <= decoded.height * one);
                        CHECK_FALSE(place.target.empty());
                        CHECK(intersect(place.target, {0, 0, zone.width, zone.height})
                              == place.target);
                    }
                }
            }
        }
    }
}
