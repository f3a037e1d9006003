#include "bench/measure.hpp"

#include <iostream>

#include <nlohmann/json.hpp>

#include "common/clock.hpp"

namespace marquee::bench {

double seconds_of(const std::function<void()>& work) {
    const SystemClock clock;
    const Microseconds start = clock.monotonic();
    work();
    return std::chrono::duration<double>(clock.monotonic() - start).count();
}

Samples measure(std::string id, std::string unit, const Effort& effort,
                const std::function<double()>& ours, const std::function<double()>& reference) {
    Samples samples{std::move(id), std::move(unit), {}, {}};
    for (int pair = 0; pair <= effort.pairs; ++pair) {
        const double our_sample = ours();
        const double reference_sample = reference ? reference() : 0;
        if (pair == 0) {
            continue; // caches and pages are warm from here on
        }
        samples.ours.push_back(our_sample);
        if (reference) {
            samples.reference.push_back(reference_sample);
        }
    }
    return samples;
}

void print(const Samples& samples) {
    const nlohmann::ordered_json line = {{"id", samples.id},
                                         {"unit", samples.unit},
                                         {"ours", samples.ours},
                                         {"reference", samples.reference}};
    std::cout << line.dump() << std::endl;
}

void note(const std::string& text) {
    std::cerr << "# " << text << '\n';
}

} // namespace marquee::bench
