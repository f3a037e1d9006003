// Taking samples: ours and the reference in turn, so that a noisy machine is unfair to both alike.
#pragma once

#include <functional>
#include <string>
#include <vector>

namespace marquee::bench {

// One id of figures: every sample in its unit. An absolute one has no reference.
struct Samples {
    std::string id;
    std::string unit;
    std::vector<double> ours;
    std::vector<double> reference;
};

// How much is measured. `smoke` only shows that everything runs: its figures mean nothing.
struct Effort {
    bool smoke = false;
    int pairs = 5; // of samples, at least; and one before them that does not count

    // `full`, or `small` in a smoke run.
    template<typename T>
    T scaled(T full, T small) const {
        return smoke ? small : full;
    }
};

// Seconds that `work` takes.
double seconds_of(const std::function<void()>& work);

// `ours` and `reference` each return one sample; without a reference the id is absolute.
Samples measure(std::string id, std::string unit, const Effort& effort,
                const std::function<double()>& ours,
                const std::function<double()>& reference = nullptr);

// {"id": …, "unit": …, "ours": […], "reference": […]} on one line of standard output.
void print(const Samples& samples);

// A line for the reader on standard error: what was measured on what.
void note(const std::string& text);

} // namespace marquee::bench
