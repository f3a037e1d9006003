#include "manager/publishing/planning/schedule_check.hpp"

#include <algorithm>
#include <stdexcept>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/stored_country.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::bench {

namespace {

using namespace manager;

// As a person asks it before keeping a schedule of the whole country: one snapshot of the
// database, the program's approved revision, and the answer for a week.
std::size_t displays_checked(StoredCountry& country, int days) {
    OutlookQuestion question{.draft = country.schedule()};
    question.draft->schedule.id = ScheduleId{"draft"};
    question.places.add(question.draft->targets);
    const auto outlook =
        read_outlook(country.database(), country.zones(), question, country.clock().wall());
    const auto program =
        country.database()
            .read([&](const View& view) {
                return view.content.approved_revision(question.draft->schedule.program);
            })
            .and_then([](const ProgramRevision& revision) {
                return wire::read_program(revision.payload);
            });
    if (!outlook || !program) {
        throw std::runtime_error("the country cannot be read");
    }
    const auto draft =
        std::find_if(outlook->schedules.begin(), outlook->schedules.end(),
                     [](const ScheduleRecord& row) { return row.schedule.id.value == "draft"; });
    if (draft == outlook->schedules.end()) {
        throw std::logic_error("the draft is not in the outlook");
    }
    const ScheduleCheck told = check_schedule(
        {.outlook = *outlook,
         .draft = &draft->schedule,
         .program = *program,
         .first = LocalDate{std::chrono::year{2027}, std::chrono::February, std::chrono::day{1}},
         .days = days});
    if (told.playing == 0) {
        throw std::logic_error("the draft is shown nowhere");
    }
    return outlook->displays.size();
}

} // namespace

Samples schedule_check(const Effort& effort) {
    StoredCountry country(effort.smoke ? CountrySize{60, 10, 60} : CountrySize{10'000, 772, 500});
    const int days = effort.scaled(7, 1);
    return measure("schedule-check", "s", effort, [&] {
        std::size_t displays = 0;
        const double seconds = seconds_of([&] { displays = displays_checked(country, days); });
        note("schedule-check: " + std::to_string(displays) + " displays");
        return seconds;
    });
}

} // namespace marquee::bench
