// What was acknowledged is there, whatever happens to the process or the disk.
#include <array>
#include <csignal>
#include <cstdlib>
#include <set>
#include <thread>

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include "manager/sql/sql_database.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;
using marquee::manager::sql::SqlDatabase;

namespace {

constexpr int writers = 4;

std::unique_ptr<SqlDatabase> open_database(const std::filesystem::path& file,
                                           std::uint64_t bytes_max = limits::database_bytes_max) {
    auto opened =
        SqlDatabase::open({.file = file, .readers = 1, .bytes_max = bytes_max}, sample::now);
    return opened ? *std::move(opened) : nullptr;
}

Status add(Database& database, int number) {
    return database.write(
        [&](Change& change) { return change.content.add_slogan(sample::slogan(number)); });
}

// The child: writes for ever and says each number down the pipe once it was acknowledged.
[[noreturn]] void write_until_killed(const std::filesystem::path& file, int pipe, int first) {
    const auto database = open_database(file);
    if (!database) {
        ::_exit(1);
    }
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int number = first + writer;; number += writers) {
                if (!add(*database, number)
                    || ::write(pipe, &number, sizeof number) != sizeof number) {
                    ::_exit(1);
                }
            }
        });
    }
    threads.front().join();
    ::_exit(1);
}

// Kills the child after `acknowledged` numbers and returns all that it said before it died.
std::set<int> kill_writer(const std::filesystem::path& file, int first, int acknowledged) {
    std::array<int, 2> ends{};
    REQUIRE(::pipe(ends.data()) == 0);
    const pid_t child = ::fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        ::close(ends[0]);
        write_until_killed(file, ends[1], first);
    }
    ::close(ends[1]);
    std::set<int> numbers;
    int number = 0;
    while (::read(ends[0], &number, sizeof number) == sizeof number) {
        numbers.insert(number);
        if (static_cast<int>(numbers.size()) == acknowledged) {
            ::kill(child, SIGKILL);
        }
    }
    ::close(ends[0]);
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFSIGNALED(status));
    return numbers;
}

} // namespace

TEST_CASE("after SIGKILL every acknowledged row is there, and at most one more a writer") {
    TemporaryDirectory directory;
    const auto file = directory.path() / "manager.db";
    REQUIRE(open_database(file)->write(sample::found_city));
    std::set<int> acknowledged;
    for (int round = 0; round < 20; ++round) {
        const int first = 1'000 + round * 100'000;
        const std::set<int> said = kill_writer(file, first, 1 + round * 7 % 40);
        acknowledged.insert(said.begin(), said.end());
        const auto database = open_database(file);
        REQUIRE(database);
        std::size_t missing = 0;
        for (const int number : said) {
            missing += database->read([&](const View& view) {
                return view.content.slogan(SloganId{sample::uuid(number)});
            })
                           ? 0
                           : 1;
        }
        CHECK(missing == 0);
    }
    // In flight when killed: committed, but the word of it did not get out.
    std::size_t stored = 0;
    const auto database = open_database(file);
    for (Page page{"", limits::page_rows_max};;) {
        const auto rows = database->read(
            [&](const View& view) { return view.content.slogans({{sample::city}}, page); });
        REQUIRE(rows);
        stored += rows->rows.size();
        if (rows->next.empty()) {
            break;
        }
        page.after = rows->next;
    }
    CHECK(stored >= acknowledged.size());
    CHECK(stored <= acknowledged.size() + 20 * writers);
}

TEST_CASE("a full disk is said, loses nothing, and what fits afterwards is kept") {
    TemporaryDirectory directory;
    const auto file = directory.path() / "manager.db";
    REQUIRE(open_database(file)->write(sample::found_city));
    std::set<int> acknowledged;
    {
        constexpr std::uint64_t pages = 4096;
        const auto database = open_database(file, 200 * pages);
        REQUIRE(database);
        Status added;
        for (int number = 1'000; added && number < 20'000; ++number) {
            added = database->write([&](Change& change) {
                SloganRecord row = sample::slogan(number);
                row.slogan.text = std::string(2'000, 'x');
                return change.content.add_slogan(row);
            });
            if (added) {
                acknowledged.insert(number);
            }
        }
        REQUIRE_FALSE(added);
        CHECK(added.error().code == ErrorCode::disk_full);
        CHECK(acknowledged.size() > 10);
        CHECK(database->read([](const View& view) { return view.fleet.organisation(); }));
        CHECK(database->write([&](Change& change) {
            return change.content.remove_slogan(SloganId{sample::uuid(*acknowledged.begin())}, 1);
        }));
        acknowledged.erase(acknowledged.begin());
        CHECK(add(*database, 30'000));
        acknowledged.insert(30'000);
    }
    const auto database = open_database(file);
    for (const int number : acknowledged) {
        CHECK(database->read(
            [&](const View& view) { return view.content.slogan(SloganId{sample::uuid(number)}); }));
    }
}

TEST_CASE("when the disk is full in the middle of a group each writer hears its own fate") {
    TemporaryDirectory directory;
    const auto file = directory.path() / "manager.db";
    REQUIRE(open_database(file)->write(sample::found_city));
    constexpr std::uint64_t pages = 4096;
    const auto database = open_database(file, 190 * pages);
    std::vector<std::vector<int>> kept(writers);
    std::vector<std::thread> threads;
    for (int writer = 0; writer < writers; ++writer) {
        threads.emplace_back([&, writer] {
            for (int number = 1'000 + writer; number < 1'800; number += writers) {
                const Status added = database->write([&](Change& change) {
                    SloganRecord row = sample::slogan(number);
                    row.slogan.text = std::string(3'000, 'x');
                    return change.content.add_slogan(row);
                });
                if (added) {
                    kept[writer].push_back(number);
                }
            }
        });
    }
    for (std::thread& thread : threads) {
        thread.join();
    }
    std::size_t count = 0;
    for (const auto& numbers : kept) {
        count += numbers.size();
    }
    const auto rows = database->read([](const View& view) {
        return view.content.slogans({{sample::city}}, {"", limits::page_rows_max});
    });
    REQUIRE(rows);
    CHECK(count > 0);
    CHECK(count < 800);
    CHECK(rows->rows.size() == count);
}
