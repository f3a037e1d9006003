#include "common/sha256.hpp"

#include <catch2/catch.hpp>

#include <fcntl.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;

// NIST FIPS 180-4 examples (csrc.nist.gov, SHA256.pdf) and the million 'a' of FIPS 180-2 B.3.
constexpr auto abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
constexpr auto two_blocks = "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1";
constexpr auto million_a = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0";
constexpr auto nothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

TEST_CASE("the published digests come out") {
    CHECK(to_hex(sha256("")) == nothing);
    CHECK(to_hex(sha256("abc")) == abc);
    CHECK(to_hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) == two_blocks);
}

TEST_CASE("bytes in pieces hash like the whole, and the stream starts afresh") {
    Sha256Stream stream;
    for (int i = 0; i < 1000; ++i) {
        stream.update(std::string(1000, 'a'));
    }
    CHECK(to_hex(stream.finish()) == million_a);
    stream.update("a");
    stream.update("bc");
    CHECK(to_hex(stream.finish()) == abc);
    CHECK(to_hex(stream.finish()) == nothing);
}

TEST_CASE("a file is hashed from its start, wherever its descriptor stands") {
    const TemporaryDirectory directory;
    const auto path = directory.path() / "million";
    REQUIRE(write_durably(path, std::string(1'000'000, 'a')));
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    REQUIRE(::lseek(descriptor, 77, SEEK_SET) == 77);
    const auto digest = sha256_of_file(descriptor);
    REQUIRE(digest);
    CHECK(to_hex(*digest) == million_a);
    CHECK(::lseek(descriptor, 0, SEEK_CUR) == 77);
    ::close(descriptor);
    REQUIRE_FALSE(sha256_of_file(-1));
    CHECK(sha256_of_file(-1).error().code == ErrorCode::io_failed);
}
