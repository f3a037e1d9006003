// What became of rows that an older program wrote.
#include <catch2/catch.hpp>

#include "manager/sql/migrator.hpp"
#include "manager/sql/sql_database.hpp"
#include "manager/sql/values.hpp"
#include "tests/fakes/sample_rows.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::manager;
using namespace marquee::manager::sql;

namespace {

// A database as the program of migration `number` left it, with its rows.
void leave_behind(const std::filesystem::path& file, std::size_t number, const std::string& rows) {
    auto opened = Connection::open(file, SessionMode::read_write, limits::database_bytes_max);
    REQUIRE(opened);
    REQUIRE(migrate(**opened, file, migrations().first(number), sample::now));
    REQUIRE((*opened)->script(rows));
}

std::string row_of(const std::string& table, int number, const UnitId& unit,
                   const std::string& rest) {
    return "INSERT INTO " + table + " VALUES ('" + sample::uuid(number) + "', '" + unit.value
           + "', 1, " + std::to_string(number) + ", " + std::to_string(number) + ", " + rest
           + ");\n";
}

std::string unit_row(const UnitId& id, const std::string& parent) {
    return "INSERT INTO units VALUES ('" + id.value + "', '" + id.value + "', 1, 0, 0, " + parent
           + ", 'unit', 'county'); INSERT INTO unit_closure VALUES ('" + id.value + "', '"
           + id.value + "', 0);\n";
}

std::string schedule_row(int number, const UnitId& unit, const std::string& campaign) {
    return row_of("schedules", number, unit,
                  "'春节', '" + sample::uuid(20) + "', 'high', '2027-01-01', NULL, 31, 1, '"
                      + campaign + "'")
           + "INSERT INTO schedule_windows VALUES ('" + sample::uuid(number)
           + "', 0, 28800, 75600);\n";
}

} // namespace

TEST_CASE("campaigns that were names become campaigns of the units that used them") {
    const TemporaryDirectory directory;
    const std::filesystem::path file = directory.path() / "manager.db";
    leave_behind(file, 9,
                 unit_row(sample::north, "NULL") + unit_row(sample::south, "NULL")
                     + row_of("programs", 20, sample::north, "'宣传'")
                     + schedule_row(60, sample::north, "春节反诈")
                     + schedule_row(61, sample::north, "春节反诈")
                     + schedule_row(62, sample::south, "春节反诈")
                     + schedule_row(63, sample::north, "宣传月")
                     + schedule_row(64, sample::north, "") + "INSERT INTO policies VALUES ('"
                     + sample::north.value + "', '" + sample::north.value
                     + "', 3, 0, 0, 2, 0, NULL);");
    const auto database = SqlDatabase::open({file}, sample::now);
    REQUIRE(database);
    const auto schedule = [&](int number) {
        return (*database)
            ->read([&](const View& view) {
                return view.content.schedule(ScheduleId{sample::uuid(number)});
            })
            .value();
    };
    const Scope north{{sample::north}};
    const auto campaigns =
        (*database)->read([&](const View& view) { return view.calendars.campaigns(north, {}); });
    REQUIRE(campaigns);
    REQUIRE(campaigns->rows.size() == 2);
    const Campaign& first = campaigns->rows.front();
    CHECK(is_uuid(first.id.value));
    CHECK(first.id.value != sample::uuid(60));
    CHECK(first.name == "春节反诈");
    CHECK(first.owner.empty());
    CHECK(first.dates == DateRange{});
    CHECK_FALSE(first.goal);
    CHECK(schedule(60).campaign == first.id);
    CHECK(schedule(61).campaign == first.id);
    CHECK(schedule(63).campaign == campaigns->rows.back().id);
    CHECK(schedule(64).campaign.empty());
    const CampaignId in_south = schedule(62).campaign;
    CHECK_FALSE(in_south.empty());
    CHECK(in_south != first.id);
}

TEST_CASE("schedules and policies from before calendars say what they said") {
    const TemporaryDirectory directory;
    const std::filesystem::path file = directory.path() / "manager.db";
    leave_behind(file, 9,
                 unit_row(sample::north, "NULL") + row_of("programs", 20, sample::north, "'宣传'")
                     + schedule_row(60, sample::north, "") + "INSERT INTO policies VALUES ('"
                     + sample::north.value + "', '" + sample::north.value
                     + "', 3, 0, 0, 2, 0, NULL);");
    const auto database = SqlDatabase::open({file}, sample::now);
    REQUIRE(database);
    ScheduleRecord wanted = sample::schedule(60, 20, sample::north);
    wanted.head.created_at = wanted.head.changed_at = Instant{Microseconds{60}};
    wanted.schedule.times = {.dates = {sample::date(2027, 1, 1), {}},
                             .weekdays = Weekdays{31},
                             .windows = {{{28'800}, {75'600}}}};
    wanted.schedule.any_time = true;
    CHECK((*database)->read([&](const View& view) {
        return view.content.schedule(ScheduleId{sample::uuid(60)});
    }) == wanted);
    const auto policy = (*database)->read(
        [](const View& view) { return view.policies.policy(sample::north.value); });
    REQUIRE(policy);
    CHECK(policy->approvals_required == 2);
    CHECK_FALSE(policy->brightness);
    CHECK_FALSE(policy->volume);
}
