// Gamma, white point, brightness, and the light around a panel.
#include <catch2/catch.hpp>

#include <cmath>
#include <limits>

#include "player/panel/colour.hpp"
#include "player/panel/light_curve.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

std::vector<LightPoint> curve(const char* text) {
    return light_curve_from_text(text).value();
}

} // namespace

TEST_CASE("nothing asked for is nothing done") {
    const ColourTable table = colour_table({}, full_brightness);
    CHECK(table.changes_nothing);
    for (std::size_t value = 0; value < 256; ++value) {
        CHECK(table.channels[0][value] == value);
    }
    CHECK_FALSE(colour_table({}, 999).changes_nothing);
    CHECK_FALSE(colour_table({2.8, 0}, full_brightness).changes_nothing);
    CHECK_FALSE(colour_table({2.2, 6'500}, full_brightness).changes_nothing);
}

TEST_CASE("black stays black, more stays more, and off is off, whatever the panel") {
    for (const double gamma : {1.0, 1.8, 2.2, 2.8, 4.0}) {
        for (const int kelvin : {0, 4'000, 6'504, 9'300, 25'000}) {
            for (const int brightness : {0, 1, 50, 500, 1'000}) {
                const ColourTable table = colour_table({gamma, kelvin}, brightness);
                for (const auto& channel : table.channels) {
                    REQUIRE(channel[0] == 0);
                    REQUIRE(std::is_sorted(channel.begin(), channel.end()));
                    REQUIRE((brightness > 0 || channel[255] == 0));
                }
            }
        }
    }
}

TEST_CASE("brightness scales light, not values") {
    const ColourTable half = colour_table({}, 500);
    CHECK(half.channels[0][255] == 186); // 255 * 0.5^(1/2.2)
    CHECK(half.channels[1][128] == 93);
    const ColourTable linear = colour_table({1.0, 0}, 500);
    CHECK(linear.channels[2][255] == 128); // a panel that takes values for light
    CHECK(linear.channels[2][128] == 28);  // 255 * 0.5 * (128/255)^2.2
    const ColourTable steep = colour_table({2.8, 0}, full_brightness);
    CHECK(steep.channels[0][255] == 255);
    CHECK(steep.channels[0][128] == 148); // 255 * (128/255)^(2.2/2.8)
}

TEST_CASE("the white point is daylight's") {
    for (const double gain : gains_of(6'504)) {
        CHECK(gain == Approx(1).margin(0.002)); // D65, the white of sRGB
    }
    const auto warm = gains_of(4'500);
    CHECK(warm[0] == 1);
    CHECK(warm[0] > warm[1]);
    CHECK(warm[1] > warm[2]);
    const auto cool = gains_of(9'300);
    CHECK(cool[2] == 1);
    CHECK(cool[2] > cool[1]);
    CHECK(cool[1] > cool[0]);
    // Both polynomials of CIE 015 meet at 7,000 K.
    for (std::size_t channel = 0; channel < 3; ++channel) {
        CHECK(gains_of(7'000)[channel] == Approx(gains_of(7'001)[channel]).margin(0.001));
    }
}

TEST_CASE("a GPU's factors are the table's straight lines") {
    const PanelColour warm{picture_gamma, 5'000};
    for (const int brightness : {1, 77, 400, 1'000}) {
        const ColourTable table = colour_table(warm, brightness);
        const auto factors = channel_factors(warm, brightness);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            for (std::size_t value = 0; value < 256; ++value) {
                const double straight = static_cast<double>(value) * factors[channel];
                CHECK(std::abs(straight - table.channels[channel][value]) <= 1.5);
            }
        }
    }
}

TEST_CASE("a light curve is a line over the logarithm of the light") {
    const auto points = curve("0:10 10:20 1000:60");
    CHECK(percent_at(points, 0) == 10);
    CHECK(percent_at(points, 10) == 20);
    CHECK(percent_at(points, 100) == Approx(40));
    CHECK(percent_at(points, 1'000) == 60);
    CHECK(percent_at(points, 99'999) == 60);
    CHECK(percent_at(curve("50:30"), 1) == 30);
}

TEST_CASE("a light curve that falls or is none is refused") {
    for (const char* text : {"", "10", "10:", ":10", "ten:10", "10:x", "10:20:30", "10:20.5"}) {
        INFO(text);
        CHECK_FALSE(light_curve_from_text(text));
    }
    for (const char* text : {"10:20 10:30", "20:20 10:30", "0:50 10:40", "-1:10", "0:101",
                             "900000:100", "0:-1", "nan:10", "0:10 nan:20", "inf:10"}) {
        INFO(text);
        REQUIRE_FALSE(light_curve_from_text(text));
        CHECK(light_curve_from_text(text).error().code == ErrorCode::out_of_range);
    }
}

TEST_CASE("a passing hand does not make the panel pump, dusk dims it") {
    LightFollower follower(curve("1:10 10000:100"));
    CHECK(follower.take(1'000) == 775);
    CHECK(follower.take(1'150) == 775);
    CHECK(follower.take(880) == 775);
    const auto shadowed = follower.take(100);
    REQUIRE(shadowed);
    CHECK(*shadowed < 775);
    CHECK(*shadowed > 550); // a third of the way
    for (int reading = 0; reading < 30; ++reading) {
        follower.take(5);
    }
    CHECK(std::abs(*follower.take(5) - 257) < 25);
}

TEST_CASE("what is no light is no reading, and the next one starts anew") {
    LightFollower follower(curve("1:10 10000:100"));
    CHECK(follower.take(1'000) == 775);
    for (const double silly : {-1.0, 1e9, std::numeric_limits<double>::quiet_NaN(),
                               std::numeric_limits<double>::infinity()}) {
        CHECK(follower.take(silly) == std::nullopt);
    }
    CHECK(follower.take(std::nullopt) == std::nullopt);
    CHECK(follower.take(1) == 100);
}
