// What the installed decoder says it can decode is what players announce.
#include <catch2/catch.hpp>

#include <algorithm>

#include "player/decode/decoder_abilities.hpp"
#include "schemas/model/media_capability.hpp"
#include "tests/places.hpp"
#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Seconds patience{30};

Result<std::vector<std::string>> told_by(const std::string& program) {
    const SystemClock clock;
    DecoderAbilities abilities(program);
    return abilities.answer(clock.monotonic() + patience, clock);
}

} // namespace

TEST_CASE("the decoder names the film codecs that it plays") {
    const auto told = told_by(program_path("marquee-decode"));
    REQUIRE(told);
    // All of them, with the libraries of Debian 12.
    CHECK(told->size() == film_codecs.size());
    CHECK(std::count(told->begin(), told->end(), "video.hevc") == 1);
}

TEST_CASE("a decoder that is not there, fails or talks nonsense announces nothing") {
    const auto missing = told_by("/nowhere/marquee-decode");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == ErrorCode::not_found);
    CHECK(told_by("/bin/false").error().code == ErrorCode::malformed);
    CHECK(told_by("/bin/echo").value().empty()); // says "abilities"
}

TEST_CASE("a decoder that does not end is given up") {
    SystemClock clock;
    DecoderAbilities abilities("/usr/bin/yes"); // fills the pipe and waits
    const auto told = abilities.answer(clock.monotonic() + Milliseconds(100), clock);
    REQUIRE_FALSE(told);
    CHECK(told.error().code == ErrorCode::timed_out);
}
