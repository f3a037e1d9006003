#include "schemas/model/sha256.hpp"

#include <catch2/catch.hpp>

using namespace marquee;

TEST_CASE("a digest survives the way to text and back") {
    Sha256 digest;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        digest.bytes[i] = static_cast<std::uint8_t>(i * 8 + 1);
    }
    const std::string text = to_hex(digest);
    CHECK(text.substr(0, 8) == "01091119");
    REQUIRE(sha256_from_hex(text));
    CHECK(*sha256_from_hex(text) == digest);
}

TEST_CASE("a digest of the wrong length, case or alphabet is refused") {
    CHECK_FALSE(sha256_from_hex(""));
    CHECK_FALSE(sha256_from_hex(std::string(63, 'a')));
    CHECK_FALSE(sha256_from_hex(std::string(65, 'a')));
    CHECK_FALSE(sha256_from_hex(std::string(64, 'A')));
    CHECK_FALSE(sha256_from_hex(std::string(63, 'a') + "g"));
}
