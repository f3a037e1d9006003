// marquee-bench-schedule [--smoke] ID…: measures these ids, one JSON line each. scripts/bench calls
// it; the lines on standard error are for the reader.
#include <exception>
#include <iostream>
#include <map>
#include <string_view>

#include "bench/schedule/benches.hpp"

int main(int count, char** arguments) {
    using namespace marquee::bench;
    const std::map<std::string_view, Samples (*)(const Effort&)> benches{
        {"timeline-us", timeline_us},         {"fleet-change", fleet_change},
        {"fleet-change-ms", fleet_change_ms}, {"forecast", forecast},
        {"publisher-pass", publisher_pass},   {"schedule-check", schedule_check},
    };
    Effort effort;
    try {
        for (int i = 1; i < count; ++i) {
            const std::string_view argument = arguments[i];
            if (argument == "--smoke") {
                effort = {.smoke = true, .pairs = 1};
            } else if (const auto bench = benches.find(argument); bench != benches.end()) {
                print(bench->second(effort));
            } else {
                std::cerr << "marquee-bench-schedule: unknown id '" << argument << "'\n";
                return 2;
            }
        }
    } catch (const std::exception& failure) {
        std::cerr << "marquee-bench-schedule: " << failure.what() << '\n';
        return 1;
    }
    return 0;
}
