#include "player/sync/disk_asset_store.hpp"

#include <catch2/catch.hpp>

#include <fstream>

#include <unistd.h>

#include "common/sha256.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
namespace fs = std::filesystem;

namespace {

struct Fixture {
    TemporaryDirectory directory;
    ManualClock clock;
    DiskAssetStore store{directory.path(), clock};

    static BlobRef blob(const std::string& bytes) { return {sha256(bytes), bytes.size()}; }

    void put(const std::string& bytes) {
        Result<PartialBlob> partial = store.begin(blob(bytes));
        REQUIRE(partial);
        REQUIRE(partial->begin(0));
        REQUIRE(partial->write(bytes));
        REQUIRE(store.commit(std::move(*partial)));
    }

    fs::path path_of(const std::string& bytes) const {
        const std::string name = to_hex(sha256(bytes));
        return directory.path() / "blobs" / name.substr(0, 2) / name;
    }
};

void overwrite(const fs::path& path, const std::string& bytes) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes;
}

const std::string film(300'000, 'x');

} // namespace

TEST_CASE("a blob that arrived whole can be opened") {
    Fixture f;
    f.put(film);
    CHECK(f.store.holds(Fixture::blob(film)));
    Result<OpenAsset> asset = f.store.open(sha256(film));
    REQUIRE(asset);
    CHECK(asset->size_bytes() == film.size());
    CHECK(f.store.read(sha256(film), film.size()) == film);
}

TEST_CASE("a blob that never came is not found") {
    Fixture f;
    CHECK_FALSE(f.store.holds(Fixture::blob(film)));
    CHECK(f.store.open(sha256(film)).error().code == ErrorCode::not_found);
}

TEST_CASE("a blob longer than a reader takes is too large for it") {
    Fixture f;
    f.put(film);
    CHECK(f.store.read(sha256(film), film.size() - 1).error().code == ErrorCode::too_large);
}

TEST_CASE("bytes that are not what was signed never become a blob, and start over") {
    Fixture f;
    std::string other = film;
    other[film.size() / 2] ^= 1;
    Result<PartialBlob> partial = f.store.begin(Fixture::blob(film));
    REQUIRE(partial);
    REQUIRE(partial->begin(0));
    REQUIRE(partial->write(other));
    CHECK(f.store.commit(std::move(*partial)).error().code == ErrorCode::digest_wrong);
    CHECK_FALSE(f.store.holds(Fixture::blob(film)));
    CHECK(f.store.begin(Fixture::blob(film))->bytes_held() == 0);
}

TEST_CASE("a download goes on where it was cut off, also after a restart") {
    Fixture f;
    {
        Result<PartialBlob> partial = f.store.begin(Fixture::blob(film));
        REQUIRE(partial);
        REQUIRE(partial->begin(0));
        REQUIRE(partial->write(film.substr(0, 1000)));
    }
    DiskAssetStore restarted(f.directory.path(), f.clock);
    Result<PartialBlob> partial = restarted.begin(Fixture::blob(film));
    REQUIRE(partial);
    CHECK(partial->bytes_held() == 1000);
    CHECK_FALSE(partial->complete());
    REQUIRE(partial->begin(1000));
    REQUIRE(partial->write(film.substr(1000)));
    CHECK(partial->complete());
    REQUIRE(restarted.commit(std::move(*partial)));
    CHECK(restarted.read(sha256(film), film.size()) == film);
}

TEST_CASE("a manager that sends the whole blob again is listened to from its first byte") {
    Fixture f;
    Result<PartialBlob> partial = f.store.begin(Fixture::blob(film));
    REQUIRE(partial);
    REQUIRE(partial->begin(0));
    REQUIRE(partial->write("something else"));
    REQUIRE(partial->begin(0));
    CHECK(partial->bytes_held() == 0);
    REQUIRE(partial->write(film));
    CHECK(f.store.commit(std::move(*partial)));
}

TEST_CASE("bytes from an offset nobody asked for are refused") {
    Fixture f;
    Result<PartialBlob> partial = f.store.begin(Fixture::blob(film));
    REQUIRE(partial);
    CHECK(partial->begin(7).error().code == ErrorCode::conflict);
}

TEST_CASE("not a byte more than was signed is written") {
    Fixture f;
    Result<PartialBlob> partial = f.store.begin(Fixture::blob("ten bytes!"));
    REQUIRE(partial);
    REQUIRE(partial->begin(0));
    REQUIRE(partial->write("ten byte"));
    CHECK(partial->write("s!!").error().code == ErrorCode::too_large);
    CHECK(partial->bytes_held() == 8);
}

TEST_CASE("a blob damaged on the disk while the player was off is set aside at its opening") {
    Fixture f;
    f.put(film);
    std::string damaged = film;
    damaged[123'456] ^= 4;
    overwrite(f.path_of(film), damaged);

    DiskAssetStore restarted(f.directory.path(), f.clock);
    CHECK(restarted.open(sha256(film)).error().code == ErrorCode::digest_wrong);
    CHECK_FALSE(restarted.holds(Fixture::blob(film)));
    REQUIRE(restarted.damaged().size() == 1);
    CHECK(restarted.damaged()[0].what == to_hex(sha256(film)));
    CHECK(restarted.damaged()[0].code == "digest_wrong");
}

TEST_CASE("a blob that changes while the player runs is hashed again") {
    Fixture f;
    f.put(film);
    REQUIRE(f.store.open(sha256(film)));
    overwrite(f.path_of(film), std::string(film.size(), 'y'));
    CHECK(f.store.open(sha256(film)).error().code == ErrorCode::digest_wrong);
}

TEST_CASE("a link in the place of a blob is not followed") {
    Fixture f;
    f.put(film);
    const fs::path elsewhere = f.directory.path() / "elsewhere";
    fs::rename(f.path_of(film), elsewhere);
    fs::create_symlink(elsewhere, f.path_of(film));
    CHECK_FALSE(f.store.holds(Fixture::blob(film)));
    CHECK_FALSE(f.store.open(sha256(film)));
}

TEST_CASE("a blob that would fill the disk is refused by name before its first byte") {
    Fixture f;
    Result<PartialBlob> partial = f.store.begin({sha256("a claim"), std::uint64_t{1} << 62U});
    REQUIRE_FALSE(partial);
    CHECK(partial.error().code == ErrorCode::disk_full);
}

TEST_CASE("blobs take no more room than they may, and what is thrown away makes room") {
    Fixture f;
    DiskAssetStore small(f.directory.path(), f.clock, film.size() + 100);
    f.put(film);
    const auto refused = small.begin({sha256("another film"), 101});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::disk_full);
    CHECK(refused.error().params.back()
          == std::pair<std::string, std::string>("free_bytes", "100"));
    CHECK(small.begin({sha256("a poster"), 100}));
    small.keep_only({});
    CHECK(small.begin({sha256("another film"), film.size() + 100}));
}

TEST_CASE("what no slot needs is removed, and an open asset stays readable") {
    Fixture f;
    f.put(film);
    f.put("poster");
    REQUIRE(f.store.begin(Fixture::blob("abandoned")));
    Result<OpenAsset> shown = f.store.open(sha256(film));
    REQUIRE(shown);
    f.store.keep_only({sha256("poster")});
    CHECK_FALSE(f.store.holds(Fixture::blob(film)));
    CHECK(f.store.holds(Fixture::blob("poster")));
    CHECK(fs::is_empty(f.directory.path() / "partial"));
    char first = 0;
    REQUIRE(::pread(shown->descriptor(), &first, 1, 0) == 1);
    CHECK(first == 'x');
}
