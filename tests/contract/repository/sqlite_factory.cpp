#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/test_database.hpp"

namespace marquee::manager {

namespace {

class SqliteUnderTest final : public DatabaseUnderTest {
public:
    Database& operator*() override { return *database_; }

private:
    TestDatabase database_;
};

} // namespace

std::unique_ptr<DatabaseUnderTest> empty_database() {
    return std::make_unique<SqliteUnderTest>();
}

std::unique_ptr<DatabaseUnderTest> city_database() {
    auto database = empty_database();
    REQUIRE((*database)->write(sample::found_city));
    return database;
}

} // namespace marquee::manager
