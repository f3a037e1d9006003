#include "manager/sql/migrator.hpp"

#include <array>
#include <fstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "manager/sql/sql_database.hpp"
#include "manager/sql/values.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace marquee::manager::sql;

namespace {

struct Place {
    std::unique_ptr<Connection> connect() const {
        auto opened = Connection::open(file, SessionMode::read_write, limits::database_bytes_max);
        REQUIRE(opened);
        return *std::move(opened);
    }

    std::filesystem::path before(const std::string& number) const {
        std::filesystem::path copy = file;
        copy += ".before-" + number;
        return copy;
    }

    TemporaryDirectory directory;
    std::filesystem::path file = directory.path() / "manager.db";
};

constexpr std::array<Migration, 3> steps{{
    {1, "first", "CREATE TABLE a (x BIGINT); INSERT INTO a VALUES (1);"},
    {2, "second", "INSERT INTO a VALUES (2);"},
    {3, "third", "INSERT INTO a VALUES (3);"},
}};

std::int64_t count(Connection& connection, const std::string& table) {
    const auto rows = connection.query("SELECT COUNT(*) FROM " + table);
    REQUIRE(rows);
    return RowReader(rows->front()).integer();
}

std::span<const Migration> first(std::size_t count) {
    return std::span(steps).first(count);
}

} // namespace

TEST_CASE("an empty database gets every step, and a second run changes nothing") {
    const Place place;
    auto connection = place.connect();
    REQUIRE(migrate(*connection, place.file, first(3), sample::now));
    CHECK(count(*connection, "a") == 3);
    CHECK_FALSE(std::filesystem::exists(place.before("0002"))); // there was nothing to keep
    REQUIRE(migrate(*connection, place.file, first(3), sample::now));
    CHECK(count(*connection, "a") == 3);
    CHECK(count(*connection, "schema_migrations") == 3);
}

TEST_CASE("before each step the database as it was is kept beside it") {
    const Place place;
    auto connection = place.connect();
    REQUIRE(migrate(*connection, place.file, first(1), sample::now));
    CHECK_FALSE(std::filesystem::exists(place.before("0001")));
    REQUIRE(migrate(*connection, place.file, first(3), sample::now));
    for (const auto& [number, rows] : {std::pair{"0002", 1}, std::pair{"0003", 2}}) {
        struct stat status {};
        REQUIRE(::stat(place.before(number).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0600);
        auto copy = Connection::open(place.before(number), SessionMode::read_write,
                                     limits::database_bytes_max);
        REQUIRE(copy);
        CHECK(count(**copy, "a") == rows);
    }
}

TEST_CASE("a step that fails leaves the step before it, and can be run again") {
    const Place place;
    auto connection = place.connect();
    auto broken = steps;
    broken[1].script = "INSERT INTO a VALUES (2); INSERT INTO nowhere VALUES (1);";
    CHECK_FALSE(migrate(*connection, place.file, broken, sample::now));
    CHECK_FALSE(connection->in_transaction());
    CHECK(count(*connection, "a") == 1);
    CHECK(count(*connection, "schema_migrations") == 1);
    REQUIRE(migrate(*connection, place.file, first(3), sample::now));
    CHECK(count(*connection, "a") == 3);
}

TEST_CASE("a newer schema is refused with a sentence and left as it is") {
    const Place place;
    auto connection = place.connect();
    REQUIRE(migrate(*connection, place.file, first(3), sample::now));
    const Status refused = migrate(*connection, place.file, first(2), sample::now);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::newer_schema);
    CHECK(refused.error().what.find("schema 3") != std::string::npos);
    CHECK(refused.error().what.find("up to 2") != std::string::npos);
    CHECK(count(*connection, "schema_migrations") == 3);
}

TEST_CASE("the program's own steps are numbered without gaps and open twice") {
    std::int64_t number = 0;
    for (const Migration& step : migrations()) {
        CHECK(step.number == ++number);
        CHECK_FALSE(step.name.empty());
    }
    REQUIRE(number >= 1);
    const Place place;
    for (int i = 0; i < 2; ++i) {
        CHECK(SqlDatabase::open({place.file}, sample::now));
    }
    auto connection = place.connect();
    CHECK(connection->execute("INSERT INTO schema_migrations VALUES ($1, 'later', 0)",
                              values(number + 1)));
    connection.reset();
    const auto refused = SqlDatabase::open({place.file}, sample::now);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::newer_schema);
}

TEST_CASE("what is no database is refused, not overwritten") {
    const Place place;
    const std::string bytes(10'000, 'x');
    std::ofstream(place.file, std::ios::binary) << bytes;
    const auto refused = SqlDatabase::open({place.file}, sample::now);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == ErrorCode::io_failed);
    CHECK(std::filesystem::file_size(place.file) == bytes.size());
}
