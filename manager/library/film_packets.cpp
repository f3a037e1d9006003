#include "manager/library/film_packets.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// Containers count in ticks of a thousandth of a second and finer.
constexpr Microseconds tick{1'000};
constexpr double seconds_believed = 1e9;

} // namespace

bool FilmPackets::add(std::string_view line) {
    double seconds = 0;
    const auto [end, failure] = std::from_chars(line.data(), line.data() + line.size(), seconds);
    const std::string_view rest = line.substr(static_cast<std::size_t>(end - line.data()));
    const bool believed = std::abs(seconds) <= seconds_believed; // false for what is no number
    if (failure != std::errc{} || rest.size() < 2 || rest[0] != ',' || !believed) {
        regular_ = false;
        return true;
    }
    const Microseconds time(std::llround(seconds * 1e6));
    if (rest[1] == 'K') {
        beginnings_.push_back(time);
    }
    regular_ = regular_ && !beginnings_.empty() && time >= beginnings_.back();
    times_.push_back(time);
    return times_.size() < limits::ingest_packets_max;
}

Microseconds FilmPackets::longest_run() const {
    if (beginnings_.empty()) {
        return Microseconds::max();
    }
    Microseconds longest = *std::max_element(times_.begin(), times_.end()) - beginnings_.back();
    for (std::size_t i = 1; i < beginnings_.size(); ++i) {
        longest = std::max(longest, beginnings_[i] - beginnings_[i - 1]);
    }
    return longest;
}

bool FilmPackets::is_regular() const {
    if (!regular_ || times_.size() < 2) {
        return false;
    }
    std::vector<Microseconds> shown = times_;
    std::sort(shown.begin(), shown.end());
    const Microseconds whole = shown.back() - shown.front();
    const Microseconds each = whole / static_cast<std::int64_t>(shown.size() - 1);
    for (std::size_t i = 1; i < shown.size(); ++i) {
        if (std::chrono::abs(shown[i] - shown[i - 1] - each) > tick) {
            return false;
        }
    }
    return true;
}

} // namespace marquee::manager
