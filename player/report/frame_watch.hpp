// Counts what reached the glass and remembers what is on it now, for the heartbeat.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <vector>

#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// One display, as the last frame left it.
struct DisplayWatch {
    Rung rung = Rung::slate;
    std::optional<CardId> card = {}; // covers what the rung says
    std::vector<ZoneShowing> zones;
    std::uint64_t frames_presented = 0; // since the process started
    std::uint64_t frames_late = 0;      // by more than a frame: a person could see it
    std::vector<Quarantined> quarantine;
    bool output_lost = false;

    friend bool operator==(const DisplayWatch&, const DisplayWatch&) = default;
};

// Anyone tells, the render thread most of it; any thread asks. Both hold the lock for a copy of a
// few words. A lost output stands in the quarantine, as `output` with the code `output_lost`.
class FrameWatch final : public PlayoutObserver {
public:
    // A display that presented nothing yet is not in it.
    std::map<DisplayId, DisplayWatch> snapshot() const;

    void frame_presented(const PresentedFrame& frame) override;
    void item_started(const PlayedSpan&) override {}
    void item_ended(const PlayedSpan&) override {}
    void rung_changed(const DisplayId& display, Rung rung, Instant at) override;
    void quarantined(const DisplayId& display, const Quarantined& item) override;
    void released(const DisplayId& display, const std::string& what) override;
    void sink_failed(const DisplayId& display, const Error& error, Instant at) override;

private:
    mutable std::mutex mutex_;
    std::map<DisplayId, DisplayWatch> displays_; // guarded by mutex_
};

} // namespace marquee::player
