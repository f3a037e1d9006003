#include "manager/access/password_links.hpp"

#include <catch2/catch.hpp>

#include "manager/access/accounts.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const std::string good = "correct horse battery";
const Arrival desk{"192.0.2.1", "Edge 131", "Windows"};

struct City {
    City() { REQUIRE(database->write(sample::found_city)); }

    Account add(const char* name, const UnitId& unit, const std::vector<Grant>& grants) {
        Account row;
        row.id = {sample::uuid(next++)};
        row.head = sample::owned_by(unit);
        row.name = name;
        row.grants = grants;
        REQUIRE(database->write([&](Change& change) { return change.access.add_account(row); }));
        return row;
    }
    ErrorCode refusal(const LinkUse& use) {
        const auto used = links.use(use, now);
        REQUIRE_FALSE(used);
        return used.error().code;
    }

    TestDatabase database;
    SeededRandomness randomness{1};
    PasswordGate gate;
    PasswordLinks links{*database, gate, randomness};
    const SealingKey key{std::string(SealingKey::key_bytes, 'k')};
    Sessions sessions{*database, gate, key, randomness};
    Instant now = sample::now;
    int next = 300;
};

} // namespace

TEST_CASE("the first link gives the oldest account its name and password, once") {
    City city;
    CHECK(city.links.issue_first(city.now).error().code == ErrorCode::not_found);
    const Account admin = city.add("admin", sample::city, {{Role::editor, sample::city}});
    city.add("second", sample::city, {});
    const auto printed = city.links.issue_first(city.now);
    const auto again = city.links.issue_first_if_needed(city.now);
    REQUIRE(printed);
    REQUIRE(again);
    REQUIRE(*again);
    CHECK(address_of(*printed, "https://m:8443")
          == "https://m:8443/#/setup?token=" + printed->token);
    CHECK(city.refusal({printed->token, "second", good, desk}) == ErrorCode::already_exists);
    CHECK(city.refusal({printed->token, "王芳", "short", desk}) == ErrorCode::weak_password);
    const auto used = city.links.use({printed->token, "王芳", good, desk}, city.now);
    REQUIRE(used);
    CHECK((*used)->account.id == admin.id);
    CHECK(city.sessions.authenticate((*used)->secret, city.now));
    CHECK(city.sessions.sign_in({"王芳", good, desk, {}}, city.now));
    CHECK(city.refusal({printed->token, "王芳", good, desk}) == ErrorCode::token_spent);
    // The other copy went with it, and nobody needs another.
    CHECK(city.refusal({(*again)->token, "王芳", good, desk}) == ErrorCode::expired);
    CHECK_FALSE(*city.links.issue_first_if_needed(city.now));
}

TEST_CASE("a link holds for a day") {
    City city;
    city.add("admin", sample::city, {});
    const std::string token = city.links.issue_first(city.now)->token;
    city.now += Seconds{limits::password_link_seconds_max};
    CHECK(city.refusal({token, "", good, desk}) == ErrorCode::expired);
    city.now -= Seconds{1};
    CHECK(city.links.use({token, "", good, desk}, city.now));
}

TEST_CASE("an invitation sets a password and not the name; a newer one takes its place") {
    City city;
    const Account boss = city.add("boss", sample::city, {{Role::unit_administrator, sample::city}});
    const Account invited = city.add("李雷", sample::north, {{Role::editor, sample::north}});
    const Principal who = principal_of(boss);
    const std::string first = city.links.invite(who, invited.id, city.now)->token;
    const IssuedLink link = *city.links.invite(who, invited.id, city.now);
    const std::string second = link.token;
    CHECK(address_of(link, "https://m:8443")
          == "https://m:8443/#/setup?token=" + second + "&name=%E6%9D%8E%E9%9B%B7");
    CHECK(city.refusal({first, "", good, desk}) == ErrorCode::expired);
    CHECK(city.refusal({second, "boss", good, desk}) == ErrorCode::out_of_range);
    CHECK(city.links.use({second, "李雷", good, desk}, city.now));
}

TEST_CASE("nobody invites into an account that holds what they may not give") {
    City city;
    const Account clerk =
        city.add("clerk", sample::north, {{Role::unit_administrator, sample::north}});
    const Account above =
        city.add("above", sample::north, {{Role::system_administrator, sample::city}});
    const Account beside = city.add("beside", sample::south, {});
    const Principal who = principal_of(clerk);
    CHECK(city.links.invite(who, above.id, city.now).error().code == ErrorCode::not_allowed);
    CHECK(city.links.invite(who, beside.id, city.now).error().code == ErrorCode::not_allowed);
    CHECK(city.links.invite(who, {sample::uuid(999)}, city.now).error().code
          == ErrorCode::not_found);
}

TEST_CASE("a link to a disabled account opens nothing") {
    City city;
    Account row = city.add("admin", sample::city, {});
    const std::string token = city.links.issue_first(city.now)->token;
    row.disabled_at = city.now;
    REQUIRE(
        city.database->write([&](Change& change) { return change.access.change_account(row); }));
    CHECK(city.refusal({token, "", good, desk}) == ErrorCode::wrong_state);
}
