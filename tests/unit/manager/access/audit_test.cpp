#include "manager/access/audit.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

Status say(TestDatabase& database, const std::string& detail) {
    return database->write([&](Change& change) {
        return record(change, {.at = sample::now,
                               .unit = sample::city,
                               .actor = AccountId{sample::uuid(80)},
                               .action = "slogan.change",
                               .subject = sample::uuid(10),
                               .detail = detail});
    });
}

Result<std::int64_t> verify(TestDatabase& database) {
    return database->read([](const View& view) { return verify_audit(view.access); });
}

// As somebody with the file would, past the product.
void run_raw(const std::filesystem::path& file, const std::string& sql) {
    sqlite3* handle = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &handle) == SQLITE_OK);
    CHECK(sqlite3_exec(handle, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    CHECK(sqlite3_changes(handle) >= 1);
    sqlite3_close(handle);
}

// Where the chain breaks after the statement; empty when it does not.
std::string broken_at(const std::string& sql) {
    TestDatabase database;
    for (int i = 1; i <= 5; ++i) {
        REQUIRE(say(database, "change " + std::to_string(i)));
    }
    REQUIRE(verify(database) == Result<std::int64_t>(5));
    run_raw(database.file(), sql);
    const auto verdict = verify(database);
    if (verdict) {
        return {};
    }
    CHECK(verdict.error().code == ErrorCode::digest_wrong);
    return verdict.error().where;
}

} // namespace

TEST_CASE("an untouched trail verifies, the empty one too") {
    TestDatabase database;
    CHECK(verify(database) == Result<std::int64_t>(0));
    REQUIRE(say(database, ""));
    CHECK(verify(database) == Result<std::int64_t>(1));
}

TEST_CASE("a row that was changed breaks the chain at that row") {
    CHECK(broken_at("UPDATE audit_rows SET detail = 'nothing' WHERE number = 3") == "3");
    CHECK(broken_at("UPDATE audit_rows SET actor_id = NULL WHERE number = 1") == "1");
    CHECK(broken_at("UPDATE audit_rows SET at = at + 1 WHERE number = 5") == "5");
    CHECK(broken_at("UPDATE audit_rows SET action = 'slogan.changes', subject ="
                    " substr(subject, 2) WHERE number = 2")
          == "2");
}

TEST_CASE("a row that was taken out breaks the chain where it was") {
    CHECK(broken_at("DELETE FROM audit_rows WHERE number = 2") == "2");
    CHECK(broken_at("DELETE FROM audit_rows WHERE number = 3;"
                    "UPDATE audit_rows SET number = number - 1 WHERE number > 3")
          == "3");
}

TEST_CASE("letters do not move from one member to the next unnoticed") {
    AuditRow row;
    row.action = "ab";
    row.subject = "c";
    AuditRow other = row;
    other.action = "a";
    other.subject = "bc";
    CHECK(audit_hash(row) != audit_hash(other));
}

TEST_CASE("the hash of a row stays what it was in released versions") {
    AuditRow row;
    row.number = 2;
    row.at = sample::now;
    row.unit = sample::city;
    row.actor = AccountId{sample::uuid(80)};
    row.action = "slogan.change";
    row.subject = sample::uuid(10);
    row.detail = "防诈骗";
    row.previous = sample::digest(1);
    CHECK(to_hex(audit_hash(row))
          == "95eae2d84271ba90eace643c4dd85b66ea6b65f534f2440a2c32096fce271854");
}

TEST_CASE("a change and its audit row are there together or not at all") {
    TestDatabase database;
    REQUIRE(database->write(sample::found_city));
    const Status refused = database->write([](Change& change) -> Status {
        return change.content.add_slogan(sample::slogan(10)).and_then([&] {
            return record(change, {.at = sample::now,
                                   .unit = sample::city,
                                   .actor = {},
                                   .action = "slogan.create",
                                   .subject = sample::uuid(10),
                                   .detail = std::string(limits::note_bytes_max + 1, 'x')});
        });
    });
    CHECK(refused.error().code == ErrorCode::too_large);
    CHECK_FALSE(database->read(
        [](const View& view) { return view.content.slogan(SloganId{sample::uuid(10)}); }));
    CHECK(verify(database) == Result<std::int64_t>(0));
}

TEST_CASE("a trail is trimmed at its beginning, says so, and still verifies") {
    TestDatabase database;
    REQUIRE(database->write(sample::found_city));
    const auto say_at = [&](Instant at) {
        return database->write([&](Change& change) {
            return record(change, {.at = at, .unit = sample::city, .action = "a", .subject = "s"});
        });
    };
    for (const int day : {0, 1, 2, 9, 3, 10}) { // the clock was put back once
        REQUIRE(say_at(sample::now + std::chrono::days{day}));
    }
    const Instant kept_since = sample::now + std::chrono::days{5};
    const auto trim = [&] { return trim_audit(*database, kept_since, sample::now); };
    CHECK(trim() == Result<std::int64_t>(3)); // not the one behind the first that is kept
    CHECK(verify(database) == Result<std::int64_t>(4));
    CHECK(trim() == Result<std::int64_t>(0));
    run_raw(database.file(), "DELETE FROM audit_rows WHERE number = 4");
    const auto cut = verify(database);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().code == ErrorCode::digest_wrong);
    CHECK(cut.error().where == "4");
}
