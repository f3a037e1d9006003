#include "manager/access/api_tokens.hpp"

#include <catch2/catch.hpp>

#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace std::chrono_literals;

namespace {

struct City {
    City() {
        REQUIRE(database->write([&](Change& change) -> Status {
            return sample::found_city(change).and_then(
                [&] { return change.access.add_account(account); });
        }));
    }

    Account stored_account() {
        return *database->read([&](const View& view) { return view.access.account(account.id); });
    }
    ApiToken stored(const TokenId& id) {
        return *database->read([&](const View& view) { return view.access.token(id); });
    }

    TestDatabase database;
    SeededRandomness randomness{1};
    Account account = sample::account(80, "监控");
    Principal owner = principal_of(account);
    ApiTokens tokens{*database, randomness};
};

} // namespace

TEST_CASE("a token lets its account in with the grants of the moment") {
    City city;
    const auto issued = city.tokens.issue(city.owner, {city.account.id, "ci", {}}, sample::now);
    REQUIRE(issued);
    CHECK(issued->secret.starts_with("marquee_"));
    CHECK(issued->secret.size() == 8 + 52);
    const auto who = city.tokens.authenticate(issued->secret, sample::now);
    REQUIRE(who);
    CHECK(who->account == city.account.id);
    CHECK(who->grants == city.account.grants);
    Account demoted = city.stored_account();
    demoted.grants = {{Role::viewer, sample::market}};
    REQUIRE(city.database->write(
        [&](Change& change) { return change.access.change_account(demoted); }));
    CHECK(city.tokens.authenticate(issued->secret, sample::now)->grants == demoted.grants);
}

TEST_CASE("no secret but the right one lets anybody in") {
    City city;
    const auto issued = city.tokens.issue(city.owner, {city.account.id, "ci", {}}, sample::now);
    REQUIRE(issued);
    const std::string& secret = issued->secret;
    for (const std::string& wrong : {std::string(), std::string("marquee_"), secret + "a",
                                     secret.substr(1), secret.substr(0, secret.size() - 1),
                                     std::string(100'000, 'a'), to_hex(issued->row.token_sha256)}) {
        CHECK(city.tokens.authenticate(wrong, sample::now).error().code
              == ErrorCode::wrong_credentials);
    }
}

TEST_CASE("an expired or revoked token and a disabled account let nobody in") {
    City city;
    const auto issued =
        city.tokens.issue(city.owner, {city.account.id, "ci", sample::now + 1h}, sample::now);
    REQUIRE(issued);
    const auto code = [&](Instant at) {
        const auto who = city.tokens.authenticate(issued->secret, at);
        return who ? ErrorCode::internal : who.error().code;
    };
    CHECK(city.tokens.authenticate(issued->secret, sample::now + 1h - 1us));
    CHECK(code(sample::now + 1h) == ErrorCode::wrong_credentials);
    Account disabled = city.stored_account();
    disabled.disabled_at = sample::now;
    REQUIRE(city.database->write(
        [&](Change& change) { return change.access.change_account(disabled); }));
    CHECK(code(sample::now) == ErrorCode::wrong_credentials);
    disabled.disabled_at.reset();
    disabled.head.version = 2;
    REQUIRE(city.database->write(
        [&](Change& change) { return change.access.change_account(disabled); }));
    CHECK(city.tokens.authenticate(issued->secret, sample::now));
    CHECK(city.tokens.revoke(city.owner, issued->row.account, issued->row.id, sample::now));
    CHECK(city.tokens.revoke(city.owner, issued->row.account, issued->row.id, sample::now + 1s));
    CHECK(code(sample::now) == ErrorCode::wrong_credentials);
    CHECK(city.stored(issued->row.id).revoked_at == sample::now);
    CHECK(*city.database->read([](const View& view) { return verify_audit(view.access); }) == 2);
}

TEST_CASE("use is noted at most once a minute") {
    City city;
    const auto issued = city.tokens.issue(city.owner, {city.account.id, "ci", {}}, sample::now);
    REQUIRE(issued);
    const auto used_at = [&](Instant at) {
        REQUIRE(city.tokens.authenticate(issued->secret, at));
        return city.stored(issued->row.id).last_used_at;
    };
    CHECK(used_at(sample::now) == sample::now);
    CHECK(used_at(sample::now + 59s) == sample::now);
    CHECK(used_at(sample::now + 60s) == sample::now + 60s);
}

TEST_CASE("a token for another's account needs the right to manage accounts there") {
    City city;
    const NewToken wanted{city.account.id, "ci", {}};
    const Principal editor{AccountId{sample::uuid(81)}, {{Role::editor, sample::city}}};
    const Principal north{AccountId{sample::uuid(82)}, {{Role::unit_administrator, sample::north}}};
    const Principal top{AccountId{sample::uuid(83)}, {{Role::unit_administrator, sample::city}}};
    CHECK(city.tokens.issue(editor, wanted, sample::now).error().code == ErrorCode::not_allowed);
    CHECK(city.tokens.issue(north, wanted, sample::now).error().code == ErrorCode::not_allowed);
    const auto issued = city.tokens.issue(top, wanted, sample::now);
    REQUIRE(issued);
    CHECK(city.tokens.revoke(editor, issued->row.account, issued->row.id, sample::now).error().code
          == ErrorCode::not_allowed);
    CHECK(city.tokens.issue(top, {AccountId{"nobody"}, "ci", {}}, sample::now).error().code
          == ErrorCode::not_found);
    CHECK(city.tokens.issue(top, {city.account.id, "", {}}, sample::now).error().code
          == ErrorCode::out_of_range);
    CHECK(city.tokens.issue(top, {city.account.id, "x", sample::now}, sample::now).error().code
          == ErrorCode::out_of_range);
}
