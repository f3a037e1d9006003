#include "manager/access/accounts.hpp"

#include <catch2/catch.hpp>

#include "manager/access/audit.hpp"
#include "manager/access/password.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

struct City {
    City() { REQUIRE(database->write(sample::found_city)); }

    TestDatabase database;
    SeededRandomness randomness{1};
    Accounts accounts{*database, randomness};
};

const NewAccount first{
    "王芳", sample::city, {{Role::security_administrator, sample::city}}, std::nullopt};

std::int64_t audit_rows(TestDatabase& database) {
    return *database->read([](const View& view) { return verify_audit(view.access); });
}

} // namespace

TEST_CASE("the first account is made once, by setup, with its audit row") {
    City city;
    const auto made = city.accounts.set_up(first, sample::now);
    REQUIRE(made);
    CHECK(is_uuid(made->id.value));
    const auto stored =
        city.database->read([](const View& view) { return view.access.account_named("王芳"); });
    REQUIRE(stored);
    CHECK(*stored == *made);
    CHECK_FALSE(stored->password_hash);
    CHECK(audit_rows(city.database) == 1);
    const auto again =
        city.accounts.set_up({"another", sample::city, {}, std::nullopt}, sample::now);
    CHECK(again.error().code == ErrorCode::already_exists);
    CHECK(audit_rows(city.database) == 1);
}

TEST_CASE("setup needs an organisation") {
    TestDatabase database;
    SeededRandomness randomness{1};
    Accounts accounts(*database, randomness);
    CHECK(accounts.set_up(first, sample::now).error().code == ErrorCode::not_found);
}

TEST_CASE("a unit administrator makes accounts below its unit and no administrators") {
    City city;
    const Principal north{AccountId{sample::uuid(80)}, {{Role::unit_administrator, sample::north}}};
    const auto create = [&](const std::string& name, const UnitId& unit, const Grant& grant) {
        return city.accounts.create(north, {name, unit, {grant}, std::nullopt}, sample::now);
    };
    CHECK(create("a", sample::market, {Role::editor, sample::market}));
    CHECK(create("b", sample::south, {Role::editor, sample::market}).error().code
          == ErrorCode::not_allowed);
    CHECK(create("c", sample::market, {Role::editor, sample::city}).error().code
          == ErrorCode::not_allowed);
    CHECK(create("d", sample::market, {Role::audit_administrator, sample::market}).error().code
          == ErrorCode::not_allowed);
    CHECK(create("e", sample::market, {Role::editor, UnitId{"nowhere"}}).error().code
          == ErrorCode::invalid_reference);
    CHECK(create("a", sample::market, {Role::viewer, sample::market}).error().code
          == ErrorCode::already_exists);
    CHECK(audit_rows(city.database) == 1);
}

TEST_CASE("a password is kept as Argon2id and only as that") {
    City city;
    NewAccount wanted = first;
    wanted.password = "correct horse battery";
    const auto made = city.accounts.set_up(wanted, sample::now);
    REQUIRE(made);
    REQUIRE(made->password_hash);
    CHECK(made->password_hash->starts_with("$argon2id$v=19$m=65536,t=2,p=1$"));
    CHECK(made->password_hash->find("horse") == std::string::npos);
    CHECK(password_matches(*made->password_hash, "correct horse battery"));
    CHECK_FALSE(password_matches(*made->password_hash, "correct horse batterY"));
    CHECK_FALSE(password_matches("not a hash", "correct horse battery"));
}

TEST_CASE("passwords and names have bounds") {
    City city;
    NewAccount wanted = first;
    wanted.password = "short one";
    CHECK(city.accounts.set_up(wanted, sample::now).error().code == ErrorCode::weak_password);
    wanted.password = std::string(limits::password_bytes_max + 1, 'x');
    CHECK(city.accounts.set_up(wanted, sample::now).error().code == ErrorCode::weak_password);
    wanted.password.reset();
    wanted.name = "";
    CHECK(city.accounts.set_up(wanted, sample::now).error().code == ErrorCode::out_of_range);
    wanted.name = std::string(limits::name_bytes_max + 1, 'x');
    CHECK(city.accounts.set_up(wanted, sample::now).error().code == ErrorCode::out_of_range);
}
