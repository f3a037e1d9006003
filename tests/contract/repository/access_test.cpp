#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

TEST_CASE("an account is found by id and by name, with its grants in order") {
    auto database = city_database();
    Account row = sample::account(80, "王芳");
    REQUIRE((*database)->write([&](Change& change) { return change.access.add_account(row); }));
    CHECK(*(*database)->read([&](const View& view) { return view.access.account(row.id); }) == row);
    CHECK(*(*database)->read([&](const View& view) { return view.access.account_named("王芳"); })
          == row);
    CHECK((*database)
              ->read([&](const View& view) { return view.access.account_named("王"); })
              .error()
              .code
          == ErrorCode::not_found);
    row.grants = {{Role::duty, sample::south}};
    row.password_hash = "$argon2id$";
    row.disabled_at = sample::now;
    REQUIRE((*database)->write([&](Change& change) { return change.access.change_account(row); })
            == Result<std::int64_t>(2));
    row.head.version = 2;
    CHECK(*(*database)->read([&](const View& view) { return view.access.account(row.id); }) == row);
}

TEST_CASE("two accounts do not share a name and an account holds a grant once") {
    auto database = city_database();
    const auto add = [&](const Account& row) {
        return (*database)->write([&](Change& change) { return change.access.add_account(row); });
    };
    REQUIRE(add(sample::account(80, "a")));
    CHECK(add(sample::account(81, "a")).error().code == ErrorCode::already_exists);
    Account twice = sample::account(82, "b");
    twice.grants.push_back(twice.grants.front());
    CHECK(add(twice).error().code == ErrorCode::already_exists);
    Account many = sample::account(83, "c");
    many.grants.resize(limits::grants_per_account_max + 1, many.grants.front());
    CHECK(add(many).error().code == ErrorCode::too_large);
    CHECK((*database)
              ->read([](const View& view) { return view.access.accounts({{sample::city}}, {}); })
              ->rows.size()
          == 1);
}

TEST_CASE("an API token is found by its digest and its use is not a change") {
    auto database = city_database();
    ApiToken row = sample::token(90, 80);
    row.expires_at = sample::now + 1h;
    REQUIRE((*database)->write([&](Change& change) -> Status {
        return change.access.add_account(sample::account(80, "a")).and_then([&] {
            return change.access.add_token(row);
        });
    }));
    REQUIRE((*database)->write(
        [&](Change& change) { return change.access.mark_token_used(row.id, sample::now + 1min); }));
    row.last_used_at = sample::now + 1min;
    const auto found = [&] {
        return (*database)->read(
            [&](const View& view) { return view.access.token_by_digest(row.token_sha256); });
    };
    REQUIRE(found());
    CHECK(*found() == row);
    row.revoked_at = sample::now;
    REQUIRE((*database)->write([&](Change& change) { return change.access.change_token(row); }));
    CHECK(found()->revoked_at == row.revoked_at);
    CHECK((*database)
              ->read([&](const View& view) { return view.access.tokens_of(row.account); })
              ->size()
          == 1);
    CHECK(
        (*database)
            ->read([](const View& view) { return view.access.token_by_digest(sample::digest(91)); })
            .error()
            .code
        == ErrorCode::not_found);
}

TEST_CASE("the audit trail has no gaps") {
    auto database = city_database();
    const auto append = [&](std::int64_t number) {
        AuditRow row;
        row.number = number;
        row.at = sample::now;
        row.unit = sample::city;
        row.action = "slogan.add";
        row.hash = sample::digest(static_cast<int>(number));
        return (*database)->write([&](Change& change) { return change.access.append_audit(row); });
    };
    const auto last = [&] {
        return *(*database)->read([](const View& view) { return view.access.last_audit(); });
    };
    CHECK_FALSE(last());
    CHECK(append(2).error().code == ErrorCode::conflict);
    CHECK(append(1));
    CHECK(append(1).error().code == ErrorCode::conflict);
    CHECK(append(2));
    REQUIRE(last());
    CHECK(last()->number == 2);
    CHECK(last()->hash == sample::digest(2));
    CHECK(last()->actor.empty());
    const auto rows =
        (*database)->read([](const View& view) { return view.access.audit_after(1, 10); });
    REQUIRE(rows->size() == 1);
    CHECK(rows->front().number == 2);
}
