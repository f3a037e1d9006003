#include <fstream>
#include <stdexcept>
#include <string>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/stored_country.hpp"

namespace marquee::bench {

namespace {

// The most memory the process ever had, in MB: VmHWM of proc(5).
double peak_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1'024;
        }
    }
    return 0;
}

} // namespace

Samples publisher_pass(const Effort& effort) {
    StoredCountry country(effort.smoke ? CountrySize{60, 10, 60} : CountrySize{10'000, 772, 500});
    const double before = peak_megabytes();
    std::size_t issued = 0;
    const double first = seconds_of([&] { issued = country.publish_all(); });
    note("publisher-pass: all " + std::to_string(issued) + " displays for the first time in "
         + std::to_string(first) + " s; peak memory " + std::to_string(before) + " MB before, "
         + std::to_string(peak_megabytes()) + " MB after");
    return measure("publisher-pass", "s", effort, [&] {
        country.change_a_schedule();
        std::size_t again = 0;
        const double seconds = seconds_of([&] { again = country.publish_change(); });
        if (again != issued) {
            throw std::logic_error("not every display of the country was issued to");
        }
        return seconds;
    });
}

} // namespace marquee::bench
