// A sensor's file, and what is said when it says nothing.
#include <catch2/catch.hpp>

#include <fstream>

#include "common/clock.hpp"
#include "player/light_sensor.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

void write(const std::filesystem::path& file, const std::string& text) {
    std::ofstream(file) << text;
}

} // namespace

TEST_CASE("a reading is the number at the beginning of the file") {
    CHECK(reading_from("412\n") == 412);
    CHECK(reading_from(" 3.25 lux") == 3.25);
    CHECK(reading_from("") == std::nullopt);
    CHECK(reading_from("\n") == std::nullopt);
    CHECK(reading_from("busy") == std::nullopt);
}

TEST_CASE("raw readings of Linux's Industrial I/O are taken with scale and offset") {
    const TemporaryDirectory sensor;
    const auto raw = sensor.path() / "in_illuminance_raw";
    CHECK(lux_of(raw) == std::nullopt);
    write(raw, "200\n");
    CHECK(lux_of(raw) == 200);
    write(sensor.path() / "in_illuminance_scale", "0.25\n");
    CHECK(lux_of(raw) == 50);
    write(sensor.path() / "in_illuminance_offset", "-40\n");
    CHECK(lux_of(raw) == 40);
    const auto input = sensor.path() / "in_illuminance_input";
    write(input, "1234\n");
    CHECK(lux_of(input) == 1'234);
}

TEST_CASE("without a file there is no sensor") {
    const SystemClock clock;
    const Log log(clock);
    const LightSensor sensor({}, {{0, 50}}, log);
    CHECK(sensor.share() == std::nullopt);
}
