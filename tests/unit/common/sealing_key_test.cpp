#include "common/sealing_key.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>

#include "common/durable_file.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;

TEST_CASE("what was sealed opens with the same key, about the same thing, unchanged") {
    SeededRandomness randomness{1};
    const SealingKey key(std::string(SealingKey::key_bytes, 'k'));
    const std::string sealed = key.seal("a secret", "account 1", randomness);
    CHECK(sealed.find("a secret") == std::string::npos);
    CHECK(sealed != key.seal("a secret", "account 1", randomness));
    CHECK(key.open(sealed, "account 1") == Result<std::string>("a secret"));
    CHECK(key.open(key.seal("", "", randomness), "") == Result<std::string>(""));
    const auto refusal = [&](const SealingKey& with, const std::string& text, const char* about) {
        const auto opened = with.open(text, about);
        return !opened && opened.error().code == ErrorCode::digest_wrong;
    };
    CHECK(refusal(key, sealed, "account 2"));
    CHECK(refusal(SealingKey(std::string(SealingKey::key_bytes, 'l')), sealed, "account 1"));
    for (std::size_t i = 0; i < sealed.size(); ++i) {
        std::string changed = sealed;
        changed[i] = static_cast<char>(changed[i] ^ 1);
        CHECK(refusal(key, changed, "account 1"));
        CHECK(refusal(key, sealed.substr(0, i), "account 1"));
    }
}

TEST_CASE("the key is made once, and only its owner may read it") {
    SeededRandomness randomness{1};
    const TemporaryDirectory directory;
    const auto file = directory.path() / "sealing.key";
    const auto made = SealingKey::kept_in(file, randomness);
    REQUIRE(made);
    struct stat facts {};
    REQUIRE(::stat(file.c_str(), &facts) == 0);
    CHECK((facts.st_mode & 0777) == 0600);
    const auto again = SealingKey::kept_in(file, randomness);
    REQUIRE(again);
    CHECK(again->open(made->seal("x", "y", randomness), "y") == Result<std::string>("x"));
    for (const std::string& damaged : {std::string("short"), std::string(33, 'x')}) {
        REQUIRE(write_durably(file, damaged));
        const auto refused = SealingKey::kept_in(file, randomness);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().code == ErrorCode::malformed);
        CHECK(refused.error().where == file.string());
    }
}
