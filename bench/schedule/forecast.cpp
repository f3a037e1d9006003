#include <stdexcept>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/country.hpp"
#include "bench/schedule/mixed_schedules.hpp"
#include "manager/publishing/planning/forecast.hpp"

namespace marquee::bench {

namespace {

using namespace manager;

// From the rows of the database to the minutes and plays of every program.
FleetForecast forecast_of(const FleetSnapshot& country, const ForecastQuestion& question) {
    Affected everything;
    everything.everything = true;
    auto outlook =
        outlook_of(country, everything, [](const std::string&) { return country_zone(); });
    if (!outlook) {
        throw std::logic_error("the country has no outlook");
    }
    for (PlanClass& plan : outlook->classes) {
        plan.manifest.holidays = some_holidays();
    }
    return manager::forecast(*outlook, question);
}

} // namespace

Samples forecast(const Effort& effort) {
    const FleetSnapshot country =
        make_country(effort.smoke ? CountrySize{200, 10, 60} : CountrySize{10'000, 772, 500});
    const ForecastQuestion question{
        .first = LocalDate{std::chrono::year{2027}, std::chrono::February, std::chrono::day{1}},
        .days = effort.scaled(7, 1)};
    return measure("forecast", "s", effort, [&] {
        return seconds_of([&] {
            if (forecast_of(country, question).programs.empty()) {
                throw std::logic_error("no program is shown in a whole week");
            }
        });
    });
}

} // namespace marquee::bench
