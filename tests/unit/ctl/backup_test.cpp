// A backup comes back whole, or not at all and with a reason.
#include <filesystem>
#include <fstream>

#include <catch2/catch.hpp>

#include "common/durable_file.hpp"
#include "common/sha256.hpp"
#include "ctl/backup_archive.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/sql/sql_database.hpp"
#include "manager/trust/trust_authority.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/unit/ctl/command_line.hpp"

using namespace marquee;
using namespace marquee::ctl;

namespace fs = std::filesystem;

namespace {

constexpr const char* passphrase = "four words in a row";

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

// A founded organisation with some blobs, and where its backup goes.
struct City {
    City() {
        REQUIRE(said({"setup", "--state-dir", state.string(), "--credentials",
                      (place.path() / "credentials.json").string()})
                    .exit
                == ExitCode::ok);
        const auto blobs = manager::DiskBlobStore::open(state / "blobs").value();
        for (const std::string& bytes :
             {std::string("a slogan"), std::string(3'000'000, 'x'), std::string()}) {
            digests.push_back(blobs->put(bytes).value());
        }
        write(secret, std::string(passphrase) + "\n");
    }

    Outcome backup() {
        return said({"backup", file.string(), "--state-dir", state.string(), "--passphrase-file",
                     secret.string()});
    }
    Outcome restore(const fs::path& from, const std::string& more = "--keep-epoch=no") {
        return said({"restore", from.string(), "--state-dir", target.string(), "--passphrase-file",
                     secret.string(), more});
    }
    // Nothing of it, not even something half restored.
    bool nothing_restored() const {
        return !fs::exists(target) && !fs::exists(target.string() + ".restoring");
    }

    TemporaryDirectory place;
    fs::path state = place.path() / "state";
    fs::path target = place.path() / "restored";
    fs::path file = place.path() / "city.backup";
    fs::path secret = place.path() / "passphrase";
    std::vector<Sha256> digests;
};

std::int64_t epoch_of(const fs::path& state) {
    return manager::TrustAuthority::load(state / "trust").value().document().epoch;
}

} // namespace

TEST_CASE("a restored manager has every row, blob and key of the old one, in a later epoch") {
    City city;
    const Outcome kept = city.backup();
    INFO(kept.err);
    REQUIRE(kept.exit == ExitCode::ok);
    CHECK((fs::status(city.file).permissions() & fs::perms(077)) == fs::perms::none);
    CHECK_FALSE(contains(bytes_of(city.file), "PRIVATE KEY"));

    const Outcome back = city.restore(city.file);
    INFO(back.err);
    REQUIRE(back.exit == ExitCode::ok);
    CHECK(contains(back.out, "epoch 2"));
    CHECK(epoch_of(city.target) > epoch_of(city.state));
    const auto store = manager::DiskBlobStore::open(city.target / "blobs").value();
    for (const Sha256& digest : city.digests) {
        CHECK(store->read(digest, 4'000'000).has_value());
    }
    for (const fs::directory_entry& key : fs::directory_iterator(city.state / "trust" / "keys")) {
        const fs::path again = city.target / "trust" / "keys" / key.path().filename();
        CHECK(bytes_of(again) == bytes_of(key.path()));
        CHECK((fs::status(again).permissions() & fs::perms(077)) == fs::perms::none);
    }
    const auto database =
        manager::sql::SqlDatabase::open({.file = city.target / "marquee.sqlite"}, Instant{});
    REQUIRE(database);
    const auto organisation =
        (*database)->read([](const manager::View& view) { return view.fleet.organisation(); });
    CHECK(organisation->name == "Marquee");
    CHECK((fs::status(city.target).permissions() & fs::perms(077)) == fs::perms::none);
}

TEST_CASE("a backup is made while the manager holds its state and writes") {
    City city;
    const auto directory = manager::StateDirectory::open(city.state);
    REQUIRE(directory);
    const auto database =
        manager::sql::SqlDatabase::open({.file = city.state / "marquee.sqlite"}, Instant{}).value();
    const auto rename = [&](const std::string& name) {
        return database->write([&](manager::Change& change) {
            auto organisation = change.fleet.organisation().value();
            organisation.name = name;
            return change.fleet.change_organisation(organisation);
        });
    };
    REQUIRE(rename("before"));
    REQUIRE(city.backup().exit == ExitCode::ok);
    REQUIRE(rename("after"));
    REQUIRE(city.restore(city.file).exit == ExitCode::ok);
    const auto restored =
        manager::sql::SqlDatabase::open({.file = city.target / "marquee.sqlite"}, Instant{})
            .value();
    const auto name = restored->read([](const manager::View& view) {
        return view.fleet.organisation().map(
            [](const manager::Organisation& found) { return found.name; });
    });
    CHECK(name == "before");
    CHECK_FALSE(fs::exists(city.state / "backup" / "marquee.sqlite"));
    CHECK_FALSE(fs::exists(city.state / "backup" / "blobs"));
}

TEST_CASE("a backup opens with its passphrase only") {
    City city;
    REQUIRE(city.backup().exit == ExitCode::ok);
    write(city.secret, "another passphrase\n");
    const Outcome refused = city.restore(city.file);
    CHECK(refused.exit == ExitCode::runtime);
    CHECK(contains(refused.err, "the passphrase is wrong"));
    CHECK(city.nothing_restored());
    write(city.secret, "short\n");
    CHECK(contains(city.restore(city.file).err, "at least 12"));
}

TEST_CASE("a backup that was cut, changed or added to restores nothing") {
    City city;
    REQUIRE(city.backup().exit == ExitCode::ok);
    const std::string whole = bytes_of(city.file);
    const fs::path other = city.place.path() / "other.backup";
    const auto refused = [&](const std::string& bytes) {
        write(other, bytes);
        const Outcome outcome = city.restore(other);
        CHECK(outcome.exit == ExitCode::runtime);
        CHECK(city.nothing_restored());
        return outcome.err;
    };
    CHECK(contains(refused(whole.substr(0, whole.size() - 1)), "cut off"));
    CHECK(contains(refused(whole.substr(0, 2'000'000)), "cut off"));
    CHECK(contains(refused(whole.substr(0, 70)), "cut off"));
    CHECK(contains(refused(whole.substr(0, 20)), "no backup"));
    CHECK(contains(refused("something else entirely, as long as a head would be, and more of it"),
                   "no backup"));
    CHECK(contains(refused(whole + "x"), "added"));
    for (const std::size_t place :
         {std::size_t{20}, std::size_t{60}, std::size_t{100}, whole.size() / 2, whole.size() - 1}) {
        std::string changed = whole;
        changed[place] = static_cast<char>(changed[place] ^ 1);
        INFO(place);
        CHECK_FALSE(refused(changed).empty());
    }
}

TEST_CASE("a backup that names other places than a state directory has restores nothing") {
    City city;
    for (const char* name : {"../evil", "/etc/evil", "trust/../../evil", "trust/.hidden", "lock",
                             "blobs/ab/cd", "trust/a/b/c", "blobs", ""}) {
        ArchiveWriter archive(SealedOutput::create(city.file, passphrase).value());
        REQUIRE(archive.add(name, "evil"));
        REQUIRE(archive.finish());
        INFO(name);
        CHECK(contains(city.restore(city.file).err, "[malformed]"));
        CHECK(city.nothing_restored());
        CHECK_FALSE(fs::exists(city.place.path() / "evil"));
    }
    ArchiveWriter archive(SealedOutput::create(city.file, passphrase).value());
    REQUIRE(archive.add("about", "created_at=2026-11-21T12:00:00Z\n"));
    REQUIRE(archive.finish());
    CHECK(city.restore(city.file).exit == ExitCode::runtime); // no database in it
    CHECK(city.nothing_restored());
}

TEST_CASE("a directory with something in it is never restored over") {
    City city;
    REQUIRE(city.backup().exit == ExitCode::ok);
    fs::create_directory(city.target);
    write(city.target / "precious", "kept");
    CHECK(contains(city.restore(city.file).err, "[already_exists]"));
    CHECK(bytes_of(city.target / "precious") == "kept");
    fs::remove(city.target / "precious");
    CHECK(city.restore(city.file).exit == ExitCode::ok);
}

TEST_CASE("a blob that was damaged already is left out and named") {
    City city;
    const std::string digest = to_hex(city.digests.front());
    write(city.state / "blobs" / digest.substr(0, 2) / digest.substr(2), "rotten");
    REQUIRE(city.backup().exit == ExitCode::ok);
    const Outcome back = city.restore(city.file);
    REQUIRE(back.exit == ExitCode::ok);
    CHECK(contains(back.out, "left out, damaged already when it was kept: blob " + digest));
}

TEST_CASE("without the root key the epoch stays, when that is asked for") {
    City city;
    const auto trust = manager::TrustAuthority::load(city.state / "trust").value();
    for (const TrustedKey& key : trust.document().keys) {
        if (key.roles == std::vector{KeyRole::root}) {
            fs::remove(city.state / "trust" / "keys" / (key.id + ".pem"));
        }
    }
    REQUIRE(city.backup().exit == ExitCode::ok);
    CHECK(contains(city.restore(city.file).err, "[key_unknown]"));
    CHECK(city.nothing_restored());
    REQUIRE(city.restore(city.file, "--keep-epoch").exit == ExitCode::ok);
    CHECK(epoch_of(city.target) == 1);
}
