#include "common/one_time_code.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdio>
#include <memory>

#include "common/base32.hpp"

using namespace marquee;

namespace {

const std::string rfc_secret = "12345678901234567890";

Instant at(std::int64_t seconds) {
    return Instant{Seconds{seconds}};
}

std::string said_by(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), &pclose);
    std::array<char, 64> line{};
    REQUIRE(pipe);
    REQUIRE(std::fgets(line.data(), line.size(), pipe.get()));
    return std::string(line.data()).substr(0, 6);
}

} // namespace

TEST_CASE("codes are those of RFC 4226 appendix D and RFC 6238 appendix B") {
    const std::array<const char*, 10> counted{"755224", "287082", "359152", "969429", "338314",
                                              "254676", "287922", "162583", "399871", "520489"};
    for (std::size_t i = 0; i < counted.size(); ++i) {
        CHECK(one_time_code(rfc_secret, static_cast<std::int64_t>(i)) == counted[i]);
    }
    const auto code = [](std::int64_t seconds) {
        return one_time_code(rfc_secret, one_time_counter(at(seconds)));
    };
    CHECK(code(59) == "287082");
    CHECK(code(1111111109) == "081804");
    CHECK(code(1111111111) == "050471");
    CHECK(code(1234567890) == "005924");
    CHECK(code(2000000000) == "279037");
    CHECK(code(20000000000) == "353130");
}

TEST_CASE("codes are those of oathtool") {
    for (const std::int64_t seconds : {0, 29, 30, 1784000000, 1784000123}) {
        for (const std::string secret : {"12345678901234567890", "abcdefghijklmnopqrst"}) {
            CHECK(one_time_code(secret, one_time_counter(at(seconds)))
                  == said_by("oathtool --totp --base32 --now='1970-01-01 UTC "
                             + std::to_string(seconds) + " seconds' " + typed_secret(secret)));
        }
    }
}

TEST_CASE("a code is good for a step either way, once") {
    const Instant now = at(1784000000);
    const std::int64_t present = one_time_counter(now);
    const auto match = [&](std::int64_t counter, std::int64_t last) {
        return matching_counter(rfc_secret, one_time_code(rfc_secret, counter), last, now);
    };
    CHECK(match(present, 0) == present);
    CHECK(match(present - 1, 0) == present - 1);
    CHECK(match(present + 1, 0) == present + 1);
    CHECK_FALSE(match(present - 2, 0));
    CHECK_FALSE(match(present + 2, 0));
    CHECK_FALSE(match(present, present));
    CHECK_FALSE(match(present - 1, present));
    CHECK(match(present + 1, present) == present + 1);
    CHECK_FALSE(matching_counter(rfc_secret, "", 0, now));
    CHECK_FALSE(matching_counter(rfc_secret, "00000", 0, now));
}

TEST_CASE("base32 is that of RFC 4648 section 10, without padding and in lower case") {
    CHECK(to_base32("").empty());
    CHECK(to_base32("f") == "my");
    CHECK(to_base32("fo") == "mzxq");
    CHECK(to_base32("foo") == "mzxw6");
    CHECK(to_base32("foob") == "mzxw6yq");
    CHECK(to_base32("fooba") == "mzxw6ytb");
    CHECK(to_base32("foobar") == "mzxw6ytboi");
}

TEST_CASE("an app is told the secret, the account and who asks") {
    CHECK(authenticator_url("Marquee 临海市", "王芳", rfc_secret)
          == "otpauth://totp/Marquee%20%E4%B8%B4%E6%B5%B7%E5%B8%82:%E7%8E%8B%E8%8A%B3"
             "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
             "&issuer=Marquee%20%E4%B8%B4%E6%B5%B7%E5%B8%82");
}
