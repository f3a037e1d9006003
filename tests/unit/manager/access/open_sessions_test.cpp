#include "manager/access/open_sessions.hpp"

#include <catch2/catch.hpp>

#include "manager/access/accounts.hpp"
#include "manager/access/sessions.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// A security administrator of the whole city and an editor of the south.
struct City {
    City() {
        REQUIRE(database->write(sample::found_city));
        Accounts accounts(*database, randomness);
        boss = *accounts.set_up(
            {"王芳", sample::city, {{Role::security_administrator, sample::city}}, {}}, now);
        clerk = *accounts.create(principal_of(boss),
                                 {"李雷", sample::south, {{Role::editor, sample::south}}, {}}, now);
    }

    SessionId begin(const Account& account, const std::string& secret) {
        const NewSession begun{
            {"192.0.2.7", "Edge 131", "Windows"}, {sample::uuid(++sessions_begun)}, secret};
        REQUIRE(database->write(
            [&](Change& change) { return begin_session(change, account, begun, now); }));
        return begun.id;
    }
    bool signed_in(const std::string& secret) {
        return Sessions(*database, gate, key, randomness).authenticate(secret, now).has_value();
    }
    AuditRow last_row() {
        return **database->read([](const View& view) { return view.access.last_audit(); });
    }

    TestDatabase database;
    SeededRandomness randomness{1};
    PasswordGate gate;
    const SealingKey key{std::string(SealingKey::key_bytes, 'k')};
    Instant now = sample::now;
    int sessions_begun = 800;
    Account boss;
    Account clerk;
    OpenSessions open{*database};
};

} // namespace

TEST_CASE("somebody sees the own sessions, the last used first, and which one asks") {
    City city;
    city.begin(city.clerk, "office");
    city.now += Seconds{600};
    city.begin(city.clerk, "home");
    city.begin(city.boss, "elsewhere");
    const auto seen = city.open.list(principal_of(city.clerk), city.clerk.id, "office", city.now);
    REQUIRE(seen);
    REQUIRE(seen->size() == 2);
    CHECK_FALSE(seen->front().asking);
    CHECK(seen->back().asking);
    CHECK(seen->back().row.created_at == sample::now);
    CHECK(seen->back().row.address == "192.0.2.7");
    CHECK(seen->back().row.browser == "Edge 131");
    CHECK(seen->back().row.system == "Windows");
}

TEST_CASE("a session that is over is not listed, and cannot be ended") {
    City city;
    const SessionId id = city.begin(city.clerk, "office");
    city.now += Seconds{limits::session_idle_seconds_max};
    const Principal who = principal_of(city.clerk);
    CHECK(city.open.list(who, city.clerk.id, "", city.now)->empty());
    CHECK(city.open.end(who, city.clerk.id, id, city.now).error().code == ErrorCode::not_found);
    CHECK(city.open.end_others(who, city.clerk.id, "", city.now) == Result<std::size_t>(0));
}

TEST_CASE("one session is ended, and the trail says by whom and which") {
    City city;
    city.begin(city.clerk, "office");
    const SessionId home = city.begin(city.clerk, "home");
    REQUIRE(city.open.end(principal_of(city.boss), city.clerk.id, home, city.now));
    CHECK(city.signed_in("office"));
    CHECK_FALSE(city.signed_in("home"));
    const AuditRow row = city.last_row();
    CHECK(row.action == "session.revoke");
    CHECK(row.actor == city.boss.id);
    CHECK(row.subject == city.clerk.id.value);
    CHECK(row.unit == sample::south);
    CHECK(row.detail == "Edge 131, Windows, from 192.0.2.7");
}

TEST_CASE("all others end, and the one that asks stays") {
    City city;
    city.begin(city.clerk, "office");
    city.begin(city.clerk, "home");
    city.begin(city.clerk, "phone");
    const Principal who = principal_of(city.clerk);
    CHECK(city.open.end_others(who, city.clerk.id, "office", city.now) == Result<std::size_t>(2));
    CHECK(city.signed_in("office"));
    CHECK_FALSE(city.signed_in("home"));
    CHECK_FALSE(city.signed_in("phone"));
    city.begin(city.clerk, "home");
    CHECK(city.open.end_others(principal_of(city.boss), city.clerk.id, "boss's own", city.now)
          == Result<std::size_t>(2));
    CHECK_FALSE(city.signed_in("office"));
}

TEST_CASE("another's sessions are only for who may manage the account") {
    City city;
    const SessionId id = city.begin(city.boss, "boss");
    const Principal who = principal_of(city.clerk);
    CHECK(city.open.list(who, city.boss.id, "", city.now).error().code == ErrorCode::not_allowed);
    CHECK(city.open.end(who, city.boss.id, id, city.now).error().code == ErrorCode::not_allowed);
    CHECK(city.open.end_others(who, city.boss.id, "", city.now).error().code
          == ErrorCode::not_allowed);
    CHECK(city.signed_in("boss"));
    const AccountId nobody{sample::uuid(999)};
    CHECK(city.open.list(principal_of(city.boss), nobody, "", city.now).error().code
          == ErrorCode::not_found);
    CHECK(city.open.end(principal_of(city.boss), city.clerk.id, id, city.now).error().code
          == ErrorCode::not_found); // it is the boss's
}
