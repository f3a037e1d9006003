#include "manager/access/sessions.hpp"

#include <catch2/catch.hpp>

#include "common/uuid.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/audit.hpp"
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
    City() {
        REQUIRE(database->write(sample::found_city));
        const NewAccount wanted{
            "王芳", sample::city, {{Role::security_administrator, sample::city}}, good};
        account = *Accounts(*database, randomness).set_up(wanted, now);
    }

    Result<SignedIn> sign_in(const std::string& password, const std::string& name = "王芳",
                             const std::string& address = "192.0.2.1") {
        return sessions.sign_in({name, password, {address, {}, {}}, {}}, now)
            .map([](const std::optional<SignedIn>& made) { return made.value(); });
    }
    bool signed_in(const std::string& secret) {
        return sessions.authenticate(secret, now).has_value();
    }
    // Failures without the cost of a hash.
    void fail_often(int times, const std::string& name, const std::string& address) {
        REQUIRE(database->write([&](Change& change) -> Status {
            Status status;
            for (int i = 0; i < times; ++i) {
                status = status.and_then([&] {
                    return count_failure(change, tryer(name, address), now).map([](const auto&) {});
                });
            }
            return status;
        }));
    }
    std::vector<AuditRow> trail() {
        return *database->read([](const View& view) { return view.access.audit_after(0, 500); });
    }

    TestDatabase database;
    SeededRandomness randomness{1};
    PasswordGate gate;
    const SealingKey key{std::string(SealingKey::key_bytes, 'k')};
    Sessions sessions{*database, gate, key, randomness};
    Instant now = sample::now;
    Account account;
};

std::string param(const Error& error, std::string_view name) {
    for (const auto& [key, value] : error.params) {
        if (key == name) {
            return value;
        }
    }
    return {};
}

} // namespace

TEST_CASE("name and password begin a session, signing out ends it") {
    City city;
    const auto made = city.sign_in(good);
    REQUIRE(made);
    CHECK(made->account.id == city.account.id);
    CHECK(city.sessions.authenticate(made->secret, city.now)->grants == city.account.grants);
    CHECK_FALSE(city.signed_in("something else"));
    CHECK_FALSE(city.signed_in(""));
    REQUIRE(city.sessions.sign_out(made->secret, city.now));
    CHECK_FALSE(city.signed_in(made->secret));
    CHECK(city.sessions.sign_out(made->secret, city.now));
    CHECK(city.trail()[1].action == "session.start");
    CHECK(city.trail()[2].action == "session.end");
    CHECK(city.trail().size() == 3);
}

TEST_CASE("a wrong password and an unknown name get the very same answer") {
    City city;
    const auto wrong = city.sign_in("wrong horse battery");
    const auto unknown = city.sign_in(good, "nobody of that name");
    REQUIRE_FALSE(wrong);
    REQUIRE_FALSE(unknown);
    CHECK(wrong.error() == unknown.error());
    CHECK(wrong.error().code == ErrorCode::wrong_credentials);
    CHECK(param(wrong.error(), "tries_left") == "4");
    // What was typed as a name may be a password: the trail does not keep it.
    for (const AuditRow& row : city.trail()) {
        CHECK(row.detail.find("nobody") == std::string::npos);
    }
    CHECK(city.trail().back().action == "session.refuse");
    CHECK(city.trail().back().subject.empty());
}

TEST_CASE("an account is locked after five failures, for longer each time, then free again") {
    City city;
    city.fail_often(4, "王芳", "192.0.2.1");
    const auto fifth = city.sign_in("wrong horse battery");
    CHECK(fifth.error().code == ErrorCode::locked_out);
    CHECK(param(fifth.error(), "seconds") == "30");
    CHECK(city.trail().back().action == "session.lock");
    CHECK(city.sign_in(good).error().code == ErrorCode::locked_out);
    CHECK(city.sign_in(good, "王芳", "192.0.2.77").error().code == ErrorCode::locked_out);
    city.now += Seconds{30};
    city.fail_often(1, "王芳", "192.0.2.1");
    city.now += Seconds{59};
    CHECK(param(city.sign_in(good).error(), "seconds") == "1");
    city.now += Seconds{1};
    REQUIRE(city.sign_in(good));
    CHECK(param(city.sign_in("wrong horse battery").error(), "tries_left") == "4");
}

TEST_CASE("an address is locked too, and signing in does not free it") {
    City city;
    city.fail_often(19, "somebody", "192.0.2.1");
    REQUIRE(city.sign_in(good));
    city.fail_often(1, "somebody else", "192.0.2.1");
    CHECK(city.sign_in(good).error().code == ErrorCode::locked_out);
    CHECK(city.sign_in(good, "王芳", "192.0.2.2"));
}

TEST_CASE("a lock never lasts over the longest, and failures are forgotten after a day") {
    City city;
    city.fail_often(40, "王芳", "192.0.2.1");
    CHECK(param(city.sign_in(good).error(), "seconds") == std::to_string(limits::lock_seconds_max));
    city.now -= Seconds{30 * 24 * 3'600}; // the clock was put back
    CHECK(param(city.sign_in(good).error(), "seconds") == std::to_string(limits::lock_seconds_max));
    city.now += Seconds{32 * 24 * 3'600};
    CHECK(param(city.sign_in("wrong horse battery").error(), "tries_left") == "4");
}

TEST_CASE("neighbours in one IPv6 network count together, others do not") {
    CHECK(tryer("a", "2001:db8::1").address == tryer("b", "2001:db8::ffff:1").address);
    CHECK(tryer("a", "2001:db8::1").address != tryer("a", "2001:db8:0:1::1").address);
    CHECK(tryer("a", "192.0.2.1").address != tryer("a", "192.0.2.2").address);
    CHECK(tryer("a", "192.0.2.1").name != tryer("b", "192.0.2.1").name);
}

TEST_CASE("the memory of failures is bounded and the newest stay") {
    City city;
    REQUIRE(city.database->write([&](Change& change) -> Status {
        Status status;
        for (int i = 1; i <= 10; ++i) {
            status = status.and_then([&] {
                return change.sessions.put_tries(
                    {sample::digest(i), i, city.now + Seconds{i}, city.now}, 3);
            });
        }
        return status;
    }));
    const auto tries_of = [&](int i) {
        return city.database
            ->read([&](const View& view) { return view.sessions.tries(sample::digest(i)); })
            ->tries;
    };
    CHECK(tries_of(7) == 0);
    CHECK(tries_of(8) == 8);
    CHECK(tries_of(10) == 10);
}

TEST_CASE("a session ends when nobody uses it, and after its longest time whoever does") {
    City city;
    const std::string secret = city.sign_in(good)->secret;
    const Instant begun = city.now;
    city.now += Seconds{limits::session_idle_seconds_max - 1};
    CHECK(city.signed_in(secret));
    city.now += Seconds{limits::session_idle_seconds_max - 1};
    CHECK(city.signed_in(secret)); // its use was noted
    city.now += Seconds{limits::session_idle_seconds_max};
    CHECK_FALSE(city.signed_in(secret));
    const std::string used = city.sign_in(good)->secret;
    const Instant until = city.now + Seconds{limits::session_seconds_max};
    for (; city.now < until; city.now += Seconds{limits::session_idle_seconds_max / 2}) {
        CHECK(city.signed_in(used));
    }
    CHECK_FALSE(city.signed_in(used));
    CHECK(begun < until);
}

TEST_CASE("signing in again in the same browser replaces its session") {
    City city;
    const std::string old = city.sign_in(good)->secret;
    const auto next = city.sessions.sign_in({"王芳", good, desk, old}, city.now);
    REQUIRE(next);
    CHECK_FALSE(city.signed_in(old));
    CHECK(city.signed_in((*next)->secret));
}

TEST_CASE("of too many sessions of an account the oldest end") {
    City city;
    const std::string first = city.sign_in(good)->secret;
    for (std::size_t i = 0; i < limits::sessions_per_account_max; ++i) {
        city.now += Seconds{1};
        REQUIRE(city.database->write([&](Change& change) {
            return begin_session(change, city.account,
                                 {.from = desk,
                                  .id = make_id<SessionId>(city.now, city.randomness),
                                  .secret = "s" + std::to_string(i)},
                                 city.now);
        }));
    }
    CHECK_FALSE(city.signed_in(first));
    CHECK(city.signed_in("s0"));
    CHECK(city.signed_in("s15"));
}

TEST_CASE("a changed password ends every session and begins one") {
    City city;
    const std::string here = city.sign_in(good)->secret;
    const std::string there = city.sign_in(good)->secret;
    const Principal who = principal_of(city.account);
    const std::string better = "a better horse battery";
    CHECK(city.sessions.change_password(who, {{"wrong horse battery", desk}, better}, city.now)
              .error()
              .code
          == ErrorCode::wrong_credentials);
    CHECK(city.sessions.change_password(who, {{good, desk}, "short"}, city.now).error().code
          == ErrorCode::weak_password);
    CHECK(city.signed_in(here));
    const auto changed = city.sessions.change_password(who, {{good, desk}, better}, city.now);
    REQUIRE(changed);
    CHECK_FALSE(city.signed_in(here));
    CHECK_FALSE(city.signed_in(there));
    CHECK(city.signed_in(changed->secret));
    CHECK_FALSE(city.sign_in(good));
    CHECK(city.sign_in(better));
}

TEST_CASE("a disabled account signs in no more, and its sessions are over") {
    City city;
    const std::string secret = city.sign_in(good)->secret;
    city.account.disabled_at = city.now;
    REQUIRE(city.database->write(
        [&](Change& change) { return change.access.change_account(city.account); }));
    CHECK_FALSE(city.signed_in(secret));
    CHECK(city.sign_in(good).error().code == ErrorCode::wrong_credentials);
}

TEST_CASE("the CSRF token belongs to its session and gives nothing away") {
    CHECK(csrf_token_of("a") != csrf_token_of("b"));
    CHECK(csrf_token_of("a").size() == 64);
}
