// `marqueectl recur` and `lunar`, against days that are written in almanacs and in RFC 5545.
#include <catch2/catch.hpp>

#include "tests/unit/ctl/command_line.hpp"

using namespace marquee;
using namespace marquee::ctl;

namespace {

Outcome recur(const std::string& rule, const std::string& start,
              const std::vector<std::string>& more = {}) {
    std::vector<std::string> words{"recur", "--rule", rule, "--dtstart", start, "--count", "3"};
    words.insert(words.end(), more.begin(), more.end());
    return said(words);
}

} // namespace

TEST_CASE("occurrences are told with the offset of the place") {
    CHECK(recur("FREQ=DAILY", "2026-01-01T09:00:00").out
          == "2026-01-01T09:00:00+08:00\n2026-01-02T09:00:00+08:00\n2026-01-03T09:00:00+08:00\n");
    CHECK(recur("FREQ=YEARLY;BYMONTH=11;BYDAY=1SU", "2025-11-02T01:30:00",
                {"--tz", "America/New_York"})
              .out
          == "2025-11-02T01:30:00-04:00\n2026-11-01T01:30:00-04:00\n2027-11-07T01:30:00-04:00\n");
}

TEST_CASE("a time the clock jumps over moves by the gap") {
    CHECK(recur("FREQ=DAILY", "2026-03-07T02:30:00", {"--tz", "America/New_York"}).out
          == "2026-03-07T02:30:00-05:00\n2026-03-08T03:30:00-04:00\n2026-03-09T02:30:00-04:00\n");
}

TEST_CASE("the start is an occurrence only if the rule selects it") {
    CHECK(recur("FREQ=WEEKLY;BYDAY=MO", "2026-01-01T09:00:00").out
          == "2026-01-05T09:00:00+08:00\n2026-01-12T09:00:00+08:00\n2026-01-19T09:00:00+08:00\n");
}

TEST_CASE("dates are added at their own time, and exceptions take away exactly one") {
    const Outcome told =
        recur("FREQ=DAILY;COUNT=3", "2026-01-01T09:00:00",
              {"--exdate", "2026-01-02T09:00:00", "--exdate", "2026-01-03T10:00:00", "--rdate",
               "20260102T120000", "--rdate", "2026-01-02T01:00:00Z"});
    CHECK(told.out
          == "2026-01-01T09:00:00+08:00\n2026-01-02T12:00:00+08:00\n2026-01-03T09:00:00+08:00\n");
}

TEST_CASE("a far year is reached, and a finished rule ends") {
    CHECK(recur("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2090-01-01T00:00:00").out
          == "2092-02-29T00:00:00+08:00\n2096-02-29T00:00:00+08:00\n2104-02-29T00:00:00+08:00\n");
    CHECK(recur("FREQ=DAILY;UNTIL=20260101T010000Z", "2026-01-01T09:00:00").out
          == "2026-01-01T09:00:00+08:00\n");
}

TEST_CASE("a rule that never happens has no occurrences but the dates beside it") {
    const Outcome never = recur("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T09:00:00");
    CHECK(never.exit == ExitCode::ok);
    CHECK(never.out.empty());
    CHECK(never.err == "no occurrences\n");
    CHECK(recur("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2026-01-01T09:00:00",
                {"--rdate", "2026-03-01"})
              .out
          == "2026-03-01T09:00:00+08:00\n");
}

TEST_CASE("what is refused names the part, and the command ends with 2") {
    const Outcome secondly = recur("FREQ=SECONDLY", "2026-01-01T09:00:00");
    CHECK(secondly.exit == ExitCode::usage);
    CHECK(contains(secondly.err, "FREQ"));
    CHECK(contains(recur("FREQ=DAILY;BYHOUR=9", "2026-01-01T09:00:00").err, "BYHOUR"));
    CHECK(contains(recur("FREQ=DAILY;INTERVAL=0", "2026-01-01T09:00:00").err, "INTERVAL"));
    CHECK(recur("FREQ=DAILY", "yesterday").exit == ExitCode::usage);
    CHECK(recur("FREQ=DAILY", "2026-01-01T09:00:00", {"--tz", "Mars/Olympus"}).exit
          == ExitCode::usage);
    CHECK(recur("FREQ=DAILY", "2026-01-01T09:00:00", {"--exdate", "x"}).exit == ExitCode::usage);
}

TEST_CASE("a day has its Chinese date, and a Chinese date its day") {
    CHECK(said({"lunar", "2027-02-06"}).out == "2027-01-01 正月初一 春节\n");
    CHECK(contains(said({"lunar", "2030-02-03"}).out, "2030-01-01"));
    CHECK(contains(said({"lunar", "2026-04-05"}).out, "清明"));
    CHECK(contains(said({"lunar", "2027-02-05"}).out, "除夕"));
    CHECK(said({"lunar", "2025-07-25"}).out == "2025-06-01 leap 闰六月初一\n");
    CHECK(said({"lunar", "--to-solar", "2027-01-01"}).out == "2027-02-06\n");
    CHECK(said({"lunar", "--to-solar", "2025-06-01", "--leap"}).out == "2025-07-25\n");
    CHECK(said({"lunar", "--to-solar", "2025-06-01"}).out == "2025-06-25\n");
    for (const std::string wrong : {"2026-13-01", "2026-01-31", "1", "2026-01-01x", "x"}) {
        CHECK(said({"lunar", "--to-solar", wrong}).exit == ExitCode::usage);
    }
    CHECK(said({"lunar", "--to-solar", "2026-06-01", "--leap"}).exit == ExitCode::usage);
    CHECK(said({"lunar", "2150-01-01"}).exit == ExitCode::usage);
    CHECK(said({"lunar"}).exit == ExitCode::usage);
}
