#include "common/uuid.hpp"

#include <catch2/catch.hpp>

#include <set>

#include "tests/fakes/seeded_randomness.hpp"

using namespace marquee;
using namespace std::chrono_literals;

namespace {

// Gives the same byte for ever.
class ConstantRandomness final : public Randomness {
public:
    explicit ConstantRandomness(std::uint8_t byte) : byte_(byte) {}
    void fill(std::span<std::uint8_t> bytes) override {
        std::fill(bytes.begin(), bytes.end(), byte_);
    }

private:
    std::uint8_t byte_;
};

} // namespace

TEST_CASE("a UUIDv7 carries its millisecond, version and variant") {
    // The instant of RFC 9562, appendix A.6: 2022-02-22 19:22:22 UTC is 0x017F22E279B0.
    const Instant instant = *instant_from_rfc3339("2022-02-22T19:22:22Z");
    ConstantRandomness zeros(0x00);
    ConstantRandomness ones(0xff);
    CHECK(uuid_v7(instant, zeros) == "017f22e2-79b0-7000-8000-000000000000");
    CHECK(uuid_v7(instant, ones) == "017f22e2-79b0-7000-bfff-ffffffffffff");
    CHECK(uuid_v7(instant + 999us, zeros) == "017f22e2-79b0-7ffb-8000-000000000000");
    CHECK(uuid_v7(Instant{-1us}, zeros) == "00000000-0000-7000-8000-000000000000");
}

TEST_CASE("identifiers made a microsecond apart sort in that order and never meet") {
    OsRandomness randomness;
    const Instant start = *instant_from_rfc3339("2026-11-21T23:59:59.998Z");
    std::string last;
    for (int i = 0; i < 5000; ++i) {
        const auto id = make_id<DisplayId>(start + i * 1us, randomness);
        REQUIRE(is_uuid(id.value));
        REQUIRE(last < id.value);
        last = id.value;
    }
}

TEST_CASE("a token is 256 bits in base32") {
    // RFC 4648: 256 bits are 51 letters and one bit more; a last one-bit is 10000, which is q.
    ConstantRandomness zeros(0x00);
    ConstantRandomness ones(0xff);
    CHECK(secure_token(zeros) == std::string(52, 'a'));
    CHECK(secure_token(ones) == std::string(51, '7') + "q");
    OsRandomness randomness;
    std::set<std::string> tokens;
    for (int i = 0; i < 100; ++i) {
        tokens.insert(secure_token(randomness));
    }
    CHECK(tokens.size() == 100);
}

TEST_CASE("random hexadecimal has two digits a byte") {
    ConstantRandomness bytes(0x5a);
    CHECK(random_hex(bytes, 3) == "5a5a5a");
    SeededRandomness one(7);
    SeededRandomness other(7);
    CHECK(random_hex(one, 16) == random_hex(other, 16));
}

TEST_CASE("secrets are equal only when every byte is") {
    CHECK(equal_in_constant_time("secret", "secret"));
    CHECK_FALSE(equal_in_constant_time("secret", "secreT"));
    CHECK_FALSE(equal_in_constant_time("secret", "secret "));
    CHECK(equal_in_constant_time("", ""));
}
