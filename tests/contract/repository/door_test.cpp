// Sessions and second steps, and the words on things of the library.
#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

const AccountId account{sample::uuid(80)};
const AccountId other{sample::uuid(81)};

Account person(const AccountId& id, const std::string& name) {
    Account row;
    row.id = id;
    row.head = {.unit = sample::city, .created_at = sample::now, .changed_at = sample::now};
    row.name = name;
    return row;
}

auto house() {
    auto database = city_database();
    REQUIRE((*database)->write([](Change& change) {
        return change.access.add_account(person(account, "王芳")).and_then([&] {
            return change.access.add_account(person(other, "李雷"));
        });
    }));
    return database;
}

template<typename Work>
Status write(DatabaseUnderTest& database, const Work& work) {
    return database->write([&](Change& change) { return work(change); });
}

} // namespace

TEST_CASE("a session is kept with what it began from") {
    auto database = house();
    const SessionRow row{.id = {sample::uuid(90)},
                         .token_sha256 = sample::digest(1),
                         .account = account,
                         .unit = sample::city,
                         .created_at = sample::now,
                         .last_used_at = sample::now,
                         .address = "192.0.2.7",
                         .browser = "Edge 131",
                         .system = "Windows"};
    REQUIRE(write(*database, [&](Change& change) { return change.sessions.add_session(row); }));
    const auto read = (*database)->read(
        [&](const View& view) { return view.sessions.session(row.token_sha256); });
    CHECK(read == Result<SessionRow>(row));
}

TEST_CASE("a second step is offered, confirmed, used and removed") {
    auto database = house();
    const auto kept = [&] {
        return *(*database)->read(
            [](const View& view) { return view.sessions.second_step(account); });
    };
    const auto asked = [&] {
        return *(*database)->read(
            [](const View& view) { return view.sessions.asked_for_second_step(); });
    };
    const auto put = [&](const SecondStep& row) {
        REQUIRE(
            write(*database, [&](Change& change) { return change.sessions.put_second_step(row); }));
    };
    CHECK_FALSE(kept());
    SecondStep row;
    row.account = account;
    row.sealed_secret = std::string("\0\xff\n sealed", 10);
    row.offered_at = sample::now;
    put(row);
    CHECK(kept() == row);
    CHECK(asked().empty());
    row.confirmed_at = sample::now;
    row.last_counter = 59466666;
    row.spare_codes = {sample::digest(1), sample::digest(2)};
    put(row);
    CHECK(kept() == row);
    CHECK(asked() == std::vector{account});
    for (int i = 0; i < 2; ++i) { // the second time there is nothing to remove
        REQUIRE(write(*database,
                      [&](Change& change) { return change.sessions.remove_second_step(account); }));
    }
    CHECK_FALSE(kept());
}

TEST_CASE("words on a thing are kept, replaced, listed by unit and removed") {
    auto database = house();
    const auto put = [&](const Tagged& row) {
        REQUIRE(
            write(*database, [&](Change& change) { return change.tags.put(row, sample::now); }));
    };
    const auto listed = [&](const UnitId& unit, std::size_t limit = 100,
                            const std::string& after = {}) {
        return *(*database)->read([&](const View& view) {
            return view.tags.tagged({{unit}}, {.after = after, .limit = limit});
        });
    };
    const Tagged north{sample::uuid(30), sample::city, {"夏季", "防骗"}};
    const Tagged south{sample::uuid(31), sample::south, {"x"}};
    put({north.id, north.unit, {"before"}});
    put(north);
    put(south);
    CHECK(listed(sample::city).rows == std::vector{north, south});
    CHECK(listed(sample::south).rows == std::vector{south});
    const auto first = listed(sample::city, 1);
    CHECK(first.rows == std::vector{north});
    CHECK(listed(sample::city, 1, first.next).rows == std::vector{south});
    const auto of = [&](const std::string& id) {
        return *(*database)->read([&](const View& view) { return view.tags.of(id); });
    };
    CHECK(of(north.id) == north.tags);
    put({north.id, north.unit, {}});
    CHECK(of(north.id).empty());
    REQUIRE(write(*database, [&](Change& change) { return change.tags.remove(south.id); }));
    REQUIRE(write(*database, [&](Change& change) { return change.tags.remove(south.id); }));
    CHECK(listed(sample::city).rows.empty());
}

TEST_CASE("the trail is searched by who, by what and by words") {
    auto database = house();
    const auto append = [&](std::int64_t number, const AccountId& actor, const std::string& action,
                            const std::string& detail) {
        AuditRow row;
        row.number = number;
        row.at = sample::now + Seconds{number};
        row.unit = sample::city;
        row.actor = actor;
        row.action = action;
        row.detail = detail;
        REQUIRE(write(*database, [&](Change& change) { return change.access.append_audit(row); }));
    };
    append(1, account, "slogan.create", "心莫贪");
    append(2, other, "slogan.change", "100% Off_er");
    append(3, account, "slogan_font.change", "Noto");
    append(4, {}, "audit.trim", "心莫贪");
    const auto numbers = [&](const AuditQuestion& question) {
        std::vector<std::int64_t> all;
        const auto rows = (*database)->read(
            [&](const View& view) { return view.access.audit_of(question, 100); });
        REQUIRE(rows);
        for (const AuditRow& row : *rows) {
            all.push_back(row.number);
        }
        return all;
    };
    using Numbers = std::vector<std::int64_t>;
    CHECK(numbers({.actor = account}) == Numbers{1, 3});
    CHECK(numbers({.kind = "slogan"}) == Numbers{1, 2});
    CHECK(numbers({.words = "莫贪"}) == Numbers{1, 4});
    CHECK(numbers({.words = "off_"}) == Numbers{2});
    CHECK(numbers({.words = "0%"}) == Numbers{2});
    CHECK(numbers({.words = "O%O"}).empty());
    CHECK(numbers({.actor = account, .kind = "slogan", .words = "心"}) == Numbers{1});
    CHECK(numbers({.kind = "slogan", .before = 99}) == Numbers{2, 1});
}
