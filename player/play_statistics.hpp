// Figures of one run, for benchmarks and for people who try a display.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/log.hpp"
#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// Render thread; read after the loop has ended.
class PlayStatistics final : public PlayoutObserver {
public:
    // Failures go to `log` as they happen.
    explicit PlayStatistics(const Log& log) : log_(log) {}

    void frame_presented(const PresentedFrame& frame) override;
    void item_started(const PlayedSpan& span) override;
    void item_ended(const PlayedSpan&) override {}
    void rung_changed(const DisplayId&, Rung, Instant) override {}
    void quarantined(const DisplayId& display, const Quarantined& item) override;
    void released(const DisplayId&, const std::string&) override {}
    void sink_failed(const DisplayId& display, const Error& error, Instant at) override;

    // Something of the program was on screen.
    bool anything_played() const { return items_started_ > 0; }

    // One JSON object: frames, missed, late_us_p50, late_us_p99, late_us_max, interval_us_p50,
    // interval_us_p99, items_started, quarantined, frames_without_item (the slate, or a zone of no
    // item, on a display that had shown one; dark on purpose does not count).
    std::string to_json() const;

private:
    const Log& log_;
    std::uint64_t frames_ = 0;
    std::uint64_t missed_ = 0;
    std::uint64_t items_started_ = 0;
    std::uint64_t quarantined_ = 0;
    std::uint64_t without_item_ = 0;
    std::set<DisplayId> shown_;              // displays that have shown an item
    std::set<DisplayId> lost_;               // displays whose output is gone
    std::vector<std::int64_t> late_us_;      // of the first hour or so of frames
    std::vector<std::int64_t> intervals_us_; // between presented frames
    std::optional<Instant> last_;
};

} // namespace marquee::player
