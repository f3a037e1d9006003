#include <algorithm>
#include <stdexcept>
#include <thread>

#include <catch2/catch.hpp>

#include "tests/contract/repository/database_under_test.hpp"
#include "tests/fakes/sample_rows.hpp"

using namespace marquee;
using namespace marquee::manager;

TEST_CASE("a write that fails keeps nothing of itself") {
    auto database = city_database();
    const auto failed = (*database)->write([](Change& change) -> Status {
        return change.content.add_slogan(sample::slogan(10)).and_then([]() -> Status {
            return fail(ErrorCode::not_allowed, "after all");
        });
    });
    CHECK(failed.error().code == ErrorCode::not_allowed);
    CHECK(
        (*database)
            ->read([](const View& view) { return view.content.slogan(SloganId{sample::uuid(10)}); })
            .error()
            .code
        == ErrorCode::not_found);
}

TEST_CASE("work that throws is a defect that hurts nobody else") {
    auto database = city_database();
    const auto thrown = (*database)->write([](Change& change) -> Status {
        CHECK(change.content.add_slogan(sample::slogan(10)));
        throw std::runtime_error("a defect");
    });
    CHECK(thrown.error().code == ErrorCode::internal);
    CHECK((*database)
              ->read([](const View&) -> Status { throw std::runtime_error("a defect"); })
              .error()
              .code
          == ErrorCode::internal);
    CHECK((*database)->write(
        [](Change& change) { return change.content.add_slogan(sample::slogan(10)); }));
}

TEST_CASE("a write reads what it has written") {
    auto database = city_database();
    const auto text = (*database)->write([](Change& change) -> Result<std::string> {
        return change.content.add_slogan(sample::slogan(10))
            .and_then([&] { return change.view().content.slogan(SloganId{sample::uuid(10)}); })
            .map([](const SloganRecord& row) { return row.slogan.text; });
    });
    REQUIRE(text);
    CHECK(*text == sample::slogan(10).slogan.text);
}

TEST_CASE("a read is a snapshot that a later write does not disturb") {
    auto database = city_database();
    const SloganId id{sample::uuid(10)};
    const Status snapshot = (*database)->read([&](const View& view) -> Status {
        CHECK_FALSE(view.content.slogan(id));
        CHECK((*database)->write(
            [](Change& change) { return change.content.add_slogan(sample::slogan(10)); }));
        CHECK_FALSE(view.content.slogan(id));
        return {};
    });
    CHECK(snapshot);
    CHECK((*database)->read([&](const View& view) { return view.content.slogan(id); }));
}

TEST_CASE("writers at the same time all succeed, and one failure sinks no other") {
    auto database = city_database();
    constexpr int writers = 8;
    constexpr int rows_each = 25;
    std::vector<int> refused(writers, 0);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int i = 0; i < rows_each; ++i) {
                const int number = 1'000 + writer * rows_each + i;
                const UnitId unit = i % 5 == 4 ? UnitId{"nowhere"} : sample::south;
                const Status added = (*database)->write([&](Change& change) {
                    return change.content.add_slogan(sample::slogan(number, unit));
                });
                refused[writer] += added ? 0 : 1;
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(refused == std::vector<int>(writers, rows_each / 5));
    const auto rows = (*database)->read([](const View& view) {
        return view.content.slogans({{sample::city}}, {"", limits::page_rows_max});
    });
    CHECK(rows->rows.size() == writers * (rows_each - rows_each / 5));
}

TEST_CASE("of many that spend one ticket at the same time one succeeds") {
    auto database = city_database();
    REQUIRE((*database)->write(
        [](Change& change) { return change.fleet.add_ticket(sample::ticket(70)); }));
    constexpr int players = 8;
    std::vector<ErrorCode> failures(players);
    std::vector<int> successes(players, 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < players; ++i) {
        threads.emplace_back([&, i] {
            const Player player = sample::player(200 + i);
            const auto spent = (*database)->write([&](Change& change) {
                return change.fleet.add_player(player).and_then([&] {
                    return change.fleet.spend_ticket(sample::digest(70), player.id, sample::now);
                });
            });
            successes[i] = spent ? 1 : 0;
            failures[i] = spent ? ErrorCode::token_spent : spent.error().code;
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(std::count(successes.begin(), successes.end(), 1) == 1);
    CHECK(std::count(failures.begin(), failures.end(), ErrorCode::token_spent) == players);
    const auto enrolled = (*database)->read(
        [](const View& view) { return view.fleet.players({{sample::city}}, {}); });
    CHECK(enrolled->rows.size() == 1);
}

TEST_CASE("of many that change one version at the same time one succeeds") {
    auto database = city_database();
    REQUIRE((*database)->write(
        [](Change& change) { return change.content.add_slogan(sample::slogan(10)); }));
    constexpr int editors = 8;
    std::vector<int> successes(editors, 0);
    std::vector<std::thread> threads;
    for (int i = 0; i < editors; ++i) {
        threads.emplace_back([&, i] {
            SloganRecord row = sample::slogan(10);
            row.name = std::to_string(i);
            const auto changed = (*database)->write(
                [&](Change& change) { return change.content.change_slogan(row); });
            successes[i] = changed ? 1 : 0;
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    CHECK(std::count(successes.begin(), successes.end(), 1) == 1);
}
