#include "manager/sql/connection.hpp"

#include <catch2/catch.hpp>
#include <sys/stat.h>

#include "manager/sql/values.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace marquee::manager::sql;

namespace {

struct Opened {
    explicit Opened(SessionMode mode = SessionMode::read_write)
        : connection(
            *Connection::open(directory.path() / "a.db", mode, limits::database_bytes_max)) {}

    ErrorCode failure(const std::string& sql) {
        const auto done = connection->execute(sql);
        REQUIRE_FALSE(done);
        return done.error().code;
    }

    TemporaryDirectory directory;
    std::unique_ptr<Connection> connection;
};

std::string setting(Connection& connection, const std::string& pragma) {
    const auto rows = connection.query("PRAGMA " + pragma);
    REQUIRE(rows);
    const Value& value = rows->front().front();
    const auto* number = std::get_if<std::int64_t>(&value);
    return number ? std::to_string(*number) : std::get<std::string>(value);
}

} // namespace

TEST_CASE("a connection is durable, private and checks references") {
    const Opened opened;
    CHECK(setting(*opened.connection, "journal_mode") == "wal");
    CHECK(setting(*opened.connection, "synchronous") == "2"); // FULL
    CHECK(setting(*opened.connection, "foreign_keys") == "1");
    struct stat status {};
    REQUIRE(::stat((opened.directory.path() / "a.db").c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == 0600);
}

TEST_CASE("values come back as what they were") {
    const Opened opened;
    Connection& connection = *opened.connection;
    REQUIRE(connection.script("CREATE TABLE t (a TEXT, b BIGINT)"));
    const std::int64_t large = std::int64_t{1} << 62;
    REQUIRE(connection.execute("INSERT INTO t VALUES ($1, $2)", {std::string("警"), -large}));
    REQUIRE(connection.execute("INSERT INTO t VALUES ($1, $2)", {Value{}, Value{}}));
    REQUIRE(connection.execute("INSERT INTO t VALUES ($1, $2)", {std::string("12"), large}));
    const auto rows = connection.query("SELECT a, b FROM t");
    REQUIRE(rows);
    CHECK(*rows
          == std::vector<Row>{
              {std::string("警"), -large}, {Value{}, Value{}}, {std::string("12"), large}});
    CHECK(*connection.execute("UPDATE t SET b = $1 WHERE a = $2 OR b = $1",
                              {large, std::string("警")})
          == 2);
}

TEST_CASE("every kind of refusal has its own code") {
    Opened opened;
    REQUIRE(opened.connection->script(
        "CREATE TABLE p (id TEXT PRIMARY KEY, name TEXT UNIQUE, n BIGINT NOT NULL);"
        "CREATE TABLE c (id TEXT REFERENCES p (id));"
        "INSERT INTO p VALUES ('1', 'a', 0)"));
    CHECK(opened.failure("INSERT INTO p VALUES ('1', 'b', 0)") == ErrorCode::already_exists);
    CHECK(opened.failure("INSERT INTO p VALUES ('2', 'a', 0)") == ErrorCode::already_exists);
    CHECK(opened.failure("INSERT INTO p VALUES ('2', 'b', NULL)") == ErrorCode::internal);
    CHECK(opened.failure("INSERT INTO c VALUES ('2')") == ErrorCode::invalid_reference);
    CHECK(opened.failure("INSERT INTO nowhere VALUES (1)") == ErrorCode::internal);
    CHECK(opened.connection->execute("INSERT INTO c VALUES ('1')"));
}

TEST_CASE("a read-only connection cannot write") {
    Opened opened(SessionMode::read_only);
    CHECK(opened.failure("CREATE TABLE t (a TEXT)") == ErrorCode::io_failed);
}

TEST_CASE("a copy is whole and never overwrites") {
    const Opened opened;
    const auto copy = opened.directory.path() / "copy.db";
    REQUIRE(opened.connection->script("CREATE TABLE t (a TEXT); INSERT INTO t VALUES ('x')"));
    REQUIRE(opened.connection->copy_to(copy));
    const auto other = Connection::open(copy, SessionMode::read_only, limits::database_bytes_max);
    REQUIRE(other);
    CHECK((*other)->query("SELECT a FROM t")->size() == 1);
    CHECK_FALSE(opened.connection->copy_to(copy));
}

TEST_CASE("a directory that is not there is said so") {
    const auto failed =
        Connection::open("/nowhere/at/all.db", SessionMode::read_write, limits::database_bytes_max);
    CHECK(failed.error().code == ErrorCode::not_found);
}

TEST_CASE("a row that the schema does not promise is a failure, not a guess") {
    const Row row{std::string("sideways"), std::string("xyz"), std::int64_t{1}};
    RowReader word(row);
    CHECK(word.word<Motion>() == Motion::still);
    CHECK(word.finish(0).error().code == ErrorCode::io_failed);
    RowReader digest(row);
    digest.text();
    digest.sha256();
    CHECK_FALSE(digest.finish(0));
    RowReader beyond(row);
    beyond.text();
    beyond.text();
    CHECK(beyond.integer() == 1);
    CHECK(beyond.finish(0));
    beyond.integer();
    CHECK_FALSE(beyond.finish(0));
}

TEST_CASE("the database's words are the slugs of the ports") {
    for (std::size_t i = 0; i < Words<Role>::all.size(); ++i) {
        CHECK(word_of(static_cast<Role>(i)) == to_slug(static_cast<Role>(i)));
    }
    for (std::size_t i = 0; i < Words<ProgramState>::all.size(); ++i) {
        CHECK(word_of(static_cast<ProgramState>(i)) == to_slug(static_cast<ProgramState>(i)));
    }
    for (const Reach reach : {Reach::reachable, Reach::unreachable}) {
        CHECK(word_of(reach) == to_slug(reach));
    }
}
