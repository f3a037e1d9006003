#include "schemas/rules/trusted_time.hpp"

#include <catch2/catch.hpp>

using namespace marquee;
using namespace marquee::rules;
using namespace std::chrono_literals;

namespace {

const OrganisationId city{"city"};
const Instant built = *instant_from_rfc3339("2026-11-01T00:00:00Z");
const Instant day_later = built + 24h;

TrustedTime fresh() {
    return TrustedTime{city, built, std::nullopt, 10s};
}

TimeToken token(Instant utc, std::string nonce = "nonce-of-16-chars") {
    return {city, std::move(nonce), utc, 5ms};
}

const TimeExchange exchange{"nonce-of-16-chars", 100s, 100s + 40ms};

} // namespace

TEST_CASE("a wall clock from the floor to 36 h above it is believed without a token") {
    const TrustedTime time = fresh();
    CHECK(time.judge({built, 10s}) == PlayerClock{built, true, 0us});
    CHECK(time.judge({built + 36h, 10s}).trusted);
    CHECK_FALSE(time.judge({built + 36h + 1us, 10s}).trusted);
    CHECK_FALSE(time.judge({built - 1us, 10s}).trusted);
}

TEST_CASE(
    "an unbelievable wall clock is replaced by the floor, carried on by the monotonic clock") {
    const TrustedTime time = fresh();
    const Instant nineteen_seventy{};
    const PlayerClock clock = time.judge({nineteen_seventy, 70s});
    CHECK_FALSE(clock.trusted);
    CHECK(clock.utc == built + 60s);
    CHECK(clock.wall_ahead == nineteen_seventy - clock.utc);
}

TEST_CASE("the persisted floor counts when it is later than the build, and only then") {
    CHECK(TrustedTime{city, built, day_later, 0s}.floor(0s) == day_later);
    CHECK(TrustedTime{city, built, built - 24h, 0s}.floor(0s) == built);
}

TEST_CASE("a token fixes the time in the middle of the round trip and the wall clock is ignored") {
    TrustedTime time = fresh();
    REQUIRE(time.accept(token(day_later), exchange));
    const PlayerClock clock = time.judge({Instant{}, exchange.received + 10s});
    CHECK(clock.trusted);
    CHECK(clock.utc == day_later + 20ms + 10s);
    CHECK(time.error() == std::optional<Microseconds>{25ms});
    CHECK(time.floor(exchange.received + 10s) == day_later - 5ms + 10s);
}

TEST_CASE("a token of another organisation, question or age is refused by name") {
    TrustedTime time = fresh();
    TimeToken foreign = token(day_later);
    foreign.organisation = OrganisationId{"other"};
    CHECK(time.accept(foreign, exchange).error().code == ErrorCode::foreign_organisation);
    CHECK(time.accept(token(day_later, "another-nonce-16"), exchange).error().code
          == ErrorCode::token_spent);
    CHECK(time.accept(token(day_later), {exchange.nonce, 100s, 130s + 1us}).error().code
          == ErrorCode::timed_out);
    CHECK(time.accept(token(day_later), {exchange.nonce, 100s, 99s}).error().code
          == ErrorCode::timed_out);
    CHECK_FALSE(time.error());
    CHECK_FALSE(time.judge({Instant{}, 100s}).trusted);
}

TEST_CASE("a manager whose clock goes back is believed, but the floor never sinks") {
    TrustedTime time = fresh();
    REQUIRE(time.accept(token(day_later), exchange));
    REQUIRE(time.accept(token(built), {exchange.nonce, 200s, 200s}));
    CHECK(time.judge({Instant{}, 200s}).utc == built);
    CHECK(time.floor(200s) > day_later);
}
