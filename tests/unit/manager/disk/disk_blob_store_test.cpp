#include "manager/disk/disk_blob_store.hpp"

#include <fstream>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "common/sha256.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

namespace fs = std::filesystem;

struct Store {
    Store() : blobs(*DiskBlobStore::open(directory.path() / "blobs")) {}

    fs::path path_of(const Sha256& digest) const {
        const std::string name = to_hex(digest);
        return directory.path() / "blobs" / name.substr(0, 2) / name.substr(2);
    }

    std::size_t files() const {
        std::size_t count = 0;
        for (const auto& entry : fs::recursive_directory_iterator(directory.path())) {
            count += entry.is_regular_file() ? 1 : 0;
        }
        return count;
    }

    TemporaryDirectory directory;
    std::unique_ptr<DiskBlobStore> blobs;
};

fs::path write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream(path, std::ios::binary) << bytes;
    return path;
}

} // namespace

TEST_CASE("what was put is read back by its digest, whole or through a descriptor") {
    Store store;
    const std::string bytes("a\0b", 3);
    const auto digest = store.blobs->put(bytes);
    REQUIRE(digest);
    CHECK(*digest == sha256(bytes));
    CHECK(store.blobs->exists(*digest));
    CHECK(*store.blobs->read(*digest, 3) == bytes);
    CHECK(store.blobs->read(*digest, 2).error().code == ErrorCode::too_large);
    const auto blob = store.blobs->open(*digest);
    REQUIRE(blob);
    CHECK(blob->size_bytes == 3);
    char first = 0;
    REQUIRE(::read(blob->file.get(), &first, 1) == 1);
    CHECK(first == 'a');
}

TEST_CASE("many blobs are put at once, whether or not some are there or the same") {
    Store store;
    REQUIRE(store.blobs->put("one"));
    const std::vector<std::string> all{"one", "two", "", "two"};
    const auto digests = store.blobs->put_all(all);
    REQUIRE(digests);
    REQUIRE(digests->size() == all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        CHECK((*digests)[i] == sha256(all[i]));
        CHECK(*store.blobs->read((*digests)[i], 10) == all[i]);
    }
    CHECK(store.files() == 3);
    CHECK(store.blobs->put_all({})->empty());
}

TEST_CASE("the same bytes are kept once, and nobody else may read them") {
    Store store;
    const auto digest = store.blobs->put("same");
    CHECK(store.blobs->put("same") == digest);
    CHECK(store.files() == 1);
    struct stat status {};
    REQUIRE(::stat(store.path_of(*digest).c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("a missing blob is not found, and removing it is no failure") {
    Store store;
    const Sha256 digest = sha256("nothing");
    CHECK(store.blobs->open(digest).error().code == ErrorCode::not_found);
    CHECK(store.blobs->read(digest, 100).error().code == ErrorCode::not_found);
    CHECK_FALSE(store.blobs->exists(digest));
    CHECK(store.blobs->remove(digest));
}

TEST_CASE("a removed blob stays readable for who has it open") {
    Store store;
    const auto digest = store.blobs->put("film");
    const auto blob = store.blobs->open(*digest);
    REQUIRE(store.blobs->remove(*digest));
    CHECK_FALSE(store.blobs->exists(*digest));
    char first = 0;
    CHECK(::read(blob->file.get(), &first, 1) == 1);
}

TEST_CASE("a damaged blob is set aside and can be put again") {
    Store store;
    const auto digest = store.blobs->put("film");
    write_file(store.path_of(*digest), "fiLm");
    CHECK(store.blobs->read(*digest, 100).error().code == ErrorCode::digest_wrong);
    CHECK_FALSE(store.blobs->exists(*digest));
    REQUIRE(store.blobs->put("film") == digest);
    CHECK(*store.blobs->read(*digest, 100) == "film");
}

TEST_CASE("blobs survive a restart") {
    TemporaryDirectory directory;
    const fs::path root = directory.path() / "state" / "blobs";
    const auto digest = (*DiskBlobStore::open(root))->put("film");
    REQUIRE(digest);
    CHECK(*(*DiskBlobStore::open(root))->read(*digest, 100) == "film");
}

TEST_CASE("what a killed writer left is cleared away at the next start") {
    Store store;
    const auto digest = store.blobs->put("film");
    const fs::path left = store.path_of(*digest).string() + ".tmp-abcdef";
    write_file(left, "fi");
    REQUIRE(DiskBlobStore::open(store.directory.path() / "blobs"));
    CHECK_FALSE(fs::exists(left));
    CHECK(store.blobs->exists(*digest));
}

TEST_CASE("writers of the same blob at the same time all succeed") {
    Store store;
    const std::string bytes(100'000, 'x');
    std::vector<int> successes(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < successes.size(); ++i) {
        threads.emplace_back([&, i] { successes[i] = store.blobs->put(bytes) ? 1 : 0; });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(successes == std::vector<int>(4, 1));
    CHECK(store.files() == 1);
    CHECK(*store.blobs->read(sha256(bytes), bytes.size()) == bytes);
}
