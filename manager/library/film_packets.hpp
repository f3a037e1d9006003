// The packets of a film in the order they are stored: when they show, and which begin anew.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "schemas/model/time.hpp"

namespace marquee::manager {

class FilmPackets {
public:
    // "0.040000,K_": time of showing in seconds, flags. False when there are too many. A line of
    // another shape makes the film irregular.
    bool add(std::string_view line);

    std::size_t count() const { return times_.size(); }

    // The longest time from one picture to begin at to the next, or to the end.
    Microseconds longest_run() const;

    // Every picture shows for the same time, within a millisecond, and none that is stored behind a
    // picture to begin at shows before it.
    bool is_regular() const;

private:
    std::vector<Microseconds> times_;
    std::vector<Microseconds> beginnings_;
    bool regular_ = true;
};

} // namespace marquee::manager
