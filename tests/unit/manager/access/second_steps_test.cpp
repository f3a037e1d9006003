#include "manager/access/second_steps.hpp"

#include <catch2/catch.hpp>

#include "common/one_time_code.hpp"
#include "manager/access/accounts.hpp"
#include "manager/access/password_links.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/seeded_randomness.hpp"
#include "tests/fakes/test_database.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const std::string good = "correct horse battery";
const Arrival desk{"192.0.2.1", "Edge 131", "Windows"};

// What people read off the screen and type into the app.
std::string from_base32(std::string_view typed) {
    std::string bytes;
    std::uint32_t pending = 0;
    int bits = 0;
    for (const char c : typed) {
        const int value = c >= 'A' ? c - 'A' : c - '2' + 26;
        pending = (pending << 5 | static_cast<std::uint32_t>(value)) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(pending >> bits & 0xff);
        }
    }
    return bytes;
}

// 王芳, who is the first account, and 李雷, whom she manages; both with a password.
struct City {
    City() {
        REQUIRE(database->write(sample::found_city));
        Accounts accounts(*database, randomness);
        boss = *accounts.set_up(
            {"王芳", sample::city, {{Role::security_administrator, sample::city}}, {}}, now);
        clerk = *accounts.create(principal_of(boss),
                                 {"李雷", sample::south, {{Role::editor, sample::south}}, {}}, now);
        REQUIRE(links.use({links.issue_first(now)->token, "", good, desk}, now));
        invite();
    }

    Result<std::optional<SignedIn>> invite() {
        const std::string token = links.invite(principal_of(boss), clerk.id, now)->token;
        return links.use({token, "", good, desk}, now);
    }
    Result<std::optional<SignedIn>> sign_in(const std::string& code = {},
                                            const std::string& password = good) {
        return sessions.sign_in({"李雷", password, desk, {}, code}, now);
    }
    Principal clerk_itself() const { return principal_of(clerk); }
    std::string code_of_now() const { return one_time_code(secret, one_time_counter(now)); }
    void step() { now += one_time_step; }

    // The clerk sets the second step up; the codes that were said.
    std::vector<std::string> begin() {
        const auto offered = steps.offer(clerk_itself(), {good, desk}, now);
        REQUIRE(offered);
        secret = from_base32(offered->typed_secret);
        const auto codes = steps.confirm(clerk_itself(), code_of_now(), now);
        REQUIRE(codes);
        step();
        return *codes;
    }
    AuditRow last_row() {
        return **database->read([](const View& view) { return view.access.last_audit(); });
    }

    TestDatabase database;
    SeededRandomness randomness{1};
    PasswordGate gate;
    SealingKey key{std::string(SealingKey::key_bytes, 'k')};
    Instant now = sample::now;
    Account boss;
    Account clerk;
    std::string secret;
    Sessions sessions{*database, gate, key, randomness};
    PasswordLinks links{*database, gate, randomness};
    SecondSteps steps{*database, sessions, key, randomness};
};

} // namespace

TEST_CASE("an offer alone asks for nothing; after the first code every sign-in needs one") {
    City city;
    const auto offered = city.steps.offer(city.clerk_itself(), {good, desk}, city.now);
    REQUIRE(offered);
    CHECK(offered->url.starts_with("otpauth://totp/Marquee%20"));
    CHECK(offered->url.find("secret=" + offered->typed_secret) != std::string::npos);
    CHECK((*city.sign_in())->account.id == city.clerk.id);
    CHECK_FALSE(city.steps.state(city.clerk_itself())->since);

    city.begin();
    CHECK(city.steps.state(city.clerk_itself())->since == city.now - one_time_step);
    CHECK(city.steps.state(city.clerk_itself())->spare_codes_left == spare_codes_max);
    const auto asked = city.sign_in();
    REQUIRE(asked);
    CHECK_FALSE(*asked);
    CHECK((*city.sign_in(city.code_of_now()))->account.id == city.clerk.id);
    CHECK(city.sign_in(city.code_of_now()).error().where == "/code"); // taken already
    city.step();
    const std::string code = city.code_of_now();
    CHECK(*city.sign_in(code.substr(0, 3) + " " + code.substr(3)));
}

TEST_CASE("a wrong code counts like a wrong password, and says where; no code does not count") {
    City city;
    city.begin();
    for (std::int64_t left = limits::tries_per_account_max - 1; left > 0; --left) {
        REQUIRE(city.sign_in());
        const auto wrong = city.sign_in("123456");
        REQUIRE_FALSE(wrong);
        CHECK(wrong.error().code == ErrorCode::wrong_credentials);
        CHECK(wrong.error().where == "/code");
    }
    CHECK(city.sign_in("123456").error().code == ErrorCode::locked_out);
    CHECK(city.sign_in(city.code_of_now()).error().code == ErrorCode::locked_out);
}

TEST_CASE("the right password alone frees nobody who guesses codes") {
    City city;
    city.begin();
    for (std::int64_t tries = 1; tries < limits::tries_per_account_max; ++tries) {
        CHECK_FALSE(city.sign_in("123456"));
        CHECK_FALSE(*city.sign_in()); // asks for a code, and forgets no failure
    }
    CHECK(city.sign_in("123456").error().code == ErrorCode::locked_out);
}

TEST_CASE("a wrong password is refused as ever, whatever the code") {
    City city;
    city.begin();
    const auto refused = city.sign_in(city.code_of_now(), "wrong horse battery");
    REQUIRE_FALSE(refused);
    CHECK(refused.error().where.empty());
    CHECK(city.sign_in(city.code_of_now())); // it was not taken
}

TEST_CASE("each spare code opens once") {
    City city;
    const std::vector<std::string> codes = city.begin();
    REQUIRE(codes.size() == spare_codes_max);
    CHECK(codes[0].size() == 14);
    CHECK(*city.sign_in(codes[0]));
    CHECK_FALSE(city.sign_in(codes[0]));
    std::string shouted = codes[1];
    for (char& c : shouted) {
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
    }
    CHECK(*city.sign_in(shouted));
    CHECK(city.steps.state(city.clerk_itself())->spare_codes_left == spare_codes_max - 2);
}

TEST_CASE("where the sealing key is lost, the spare codes still open") {
    City city;
    const std::vector<std::string> codes = city.begin();
    city.key = SealingKey(std::string(SealingKey::key_bytes, 'l'));
    CHECK(city.sign_in(city.code_of_now()).error().code == ErrorCode::digest_wrong);
    CHECK(*city.sign_in(codes[3]));
}

TEST_CASE("setting up needs the password, one at a time, and the right code") {
    City city;
    const Principal who = city.clerk_itself();
    CHECK(city.steps.offer(who, {"wrong horse battery", desk}, city.now).error().code
          == ErrorCode::wrong_credentials);
    CHECK(city.steps.confirm(who, "123456", city.now).error().code == ErrorCode::wrong_state);
    REQUIRE(city.steps.offer(who, {good, desk}, city.now));
    CHECK(city.steps.confirm(who, "123456", city.now).error().where == "/code");
    city.begin(); // a second offer takes the first one's place
    CHECK(city.steps.offer(who, {good, desk}, city.now).error().code == ErrorCode::wrong_state);
    CHECK(city.steps.confirm(who, city.code_of_now(), city.now).error().code
          == ErrorCode::wrong_state);
    CHECK(city.last_row().action == "account.second_step_begin");
}

TEST_CASE("the holder ends it with the password, an administrator for somebody else without") {
    City city;
    city.begin();
    const Principal boss = principal_of(city.boss);
    CHECK(city.steps.end(city.clerk_itself(), {"wrong horse battery", desk}, city.now).error().code
          == ErrorCode::wrong_credentials);
    REQUIRE(city.steps.end(city.clerk_itself(), {good, desk}, city.now));
    CHECK(*city.sign_in());
    city.begin();
    CHECK(city.steps.end_for(city.clerk_itself(), city.clerk.id, city.now).error().code
          == ErrorCode::not_allowed);
    CHECK(city.steps.end_for(city.clerk_itself(), city.boss.id, city.now).error().code
          == ErrorCode::not_allowed);
    REQUIRE(city.steps.end_for(boss, city.clerk.id, city.now));
    CHECK(city.last_row().action == "account.second_step_end");
    CHECK(city.last_row().actor == city.boss.id);
    CHECK(*city.sign_in());
}

TEST_CASE("an invitation sets a password and lets nobody past the second step") {
    City city;
    city.begin();
    const auto used = city.invite();
    REQUIRE(used);
    CHECK_FALSE(*used);
    CHECK_FALSE(*city.sign_in());
    CHECK(*city.sign_in(city.code_of_now()));
}

TEST_CASE("a link printed on the machine takes the second step away") {
    City city;
    const Principal boss = principal_of(city.boss);
    const auto offered = city.steps.offer(boss, {good, desk}, city.now);
    REQUIRE(offered);
    const std::string secret = from_base32(offered->typed_secret);
    REQUIRE(city.steps.confirm(boss, one_time_code(secret, one_time_counter(city.now)), city.now));
    const std::string token = city.links.issue_first(city.now)->token;
    const auto used = city.links.use({token, "", good, desk}, city.now);
    REQUIRE(used);
    CHECK((*used)->account.id == city.boss.id);
    CHECK_FALSE(city.steps.state(boss)->since);
}
