// `marqueectl timeline`: the manifest that is an example of the contract, asked about its days.
#include <catch2/catch.hpp>

#include "tests/places.hpp"
#include "tests/unit/ctl/command_line.hpp"

using namespace marquee;
using namespace marquee::ctl;

namespace {

Outcome asked(std::vector<std::string> words) {
    words.insert(words.begin(), {"timeline", "--manifest",
                                 source_path("schemas/examples/manifest/valid-full.json")});
    return said(words);
}

} // namespace

TEST_CASE("an instant is told with the rung and who stands on it") {
    const Outcome told = asked({"--at", "2026-02-16T09:00:00Z"});
    CHECK(told.exit == ExitCode::ok);
    CHECK(contains(told.out, "scheduled until 2026-02-16T21:30:00Z"));
    CHECK(contains(told.out, "by open"));
    CHECK_FALSE(contains(told.out, "urgent"));
}

TEST_CASE("an explanation names every rung, and the next time of what does not hold") {
    const Outcome told = asked({"--at", "2026-02-16T09:00:00Z", "--explain"});
    CHECK(contains(told.out, "* low"));
    CHECK(contains(told.out, "before_its_dates, 2027-02-06T06:30:30Z"));
    CHECK(contains(asked({"--at", "2026-02-16T09:00:00Z", "--explain", "--json"}).out,
                   R"("standing":"outside_its_hours")"));
    CHECK(contains(asked({"--at", "2026-02-16T09:00:00Z", "--explain", "--untrusted-clock"}).out,
                   "time_not_proven"));
}

TEST_CASE("a day is told in spans with the airtime of each program") {
    const Outcome day = asked({"--from", "2026-02-16T00:00:00Z", "--to", "2026-02-17T00:00:00Z"});
    CHECK(contains(day.out, "2026-02-16T03:00:00Z 2026-02-16T21:30:00Z scheduled\n"));
    CHECK(contains(day.out, "66600 s, 1480 plays"));
}

TEST_CASE("a question that makes no sense is refused in words") {
    CHECK(contains(asked({}).err, "either --at, or --from and --to"));
    CHECK(contains(asked({"--at", "noon"}).err, "--at is no instant"));
    CHECK(contains(asked({"--at", "9999-12-31T12:00:00Z"}).err, "beyond the calendar"));
    CHECK(contains(asked({"--from", "2026-02-16T00:00:00Z"}).err, "either --at"));
    CHECK(contains(asked({"--from", "2026-02-16T00:00:00Z", "--to", "2026-02-16T00:00:00Z"}).err,
                   "31 days"));
    CHECK(said({"timeline", "--at", "2026-02-16T09:00:00Z"}).exit == ExitCode::usage);
    CHECK(contains(
        said({"timeline", "--manifest", "/no/such/file", "--at", "2026-02-16T09:00:00Z"}).err,
        "not_found"));
}
