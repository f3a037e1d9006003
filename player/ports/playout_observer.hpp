// What really happened on the glass: the raw material of heartbeat, proof of play and uptime.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// One frame that was presented. A frame of the ladder's scheduled, filler, notice and last-good
// rungs names the item of every zone whose turn is not over; black, off, slate have none.
struct PresentedFrame {
    DisplayId display;
    std::uint64_t number = 0; // counts from 1 since the process started
    Instant at{};             // the instant the picture was made for
    Rung rung = Rung::slate;
    Microseconds late{0}; // present finished this long after `at`; negative never
    bool missed = false;  // late by more than a frame: a person could see it
    std::vector<ZoneShowing> zones;
    std::optional<CardId> card = {}; // covers what the rung says; no zone is seen then
};

// One item in one zone from the first frame that showed it to the last moment it was on screen.
struct PlayedSpan {
    DisplayId display;
    std::string zone;
    PlayedItem item;
    Interval interval{};
    bool trusted = true; // the clock was, when the item started
    Rung rung = Rung::slate;
};

// Implemented by report and by statistics. Called on the render thread; must not block and must not
// keep references. Every item_started is followed by its item_ended, except when the process dies.
class PlayoutObserver {
public:
    virtual ~PlayoutObserver() = default;

    virtual void frame_presented(const PresentedFrame& frame) = 0;
    virtual void item_started(const PlayedSpan& span) = 0; // `interval.to` equals `from`
    virtual void item_ended(const PlayedSpan& span) = 0;

    // The rung changed, at the first frame that shows it. Running, showing and off follow from it.
    virtual void rung_changed(const DisplayId& display, Rung rung, Instant at) = 0;

    // Something cannot be shown and was set aside; the list goes on without it.
    virtual void quarantined(const DisplayId& display, const Quarantined& item) = 0;

    // It is tried again after a while, or nobody wants it any more: gone, or with other bytes.
    virtual void released(const DisplayId& display, const std::string& what) = 0;

    // The display's sink failed: nothing of it can be seen until the next frame_presented. Told
    // once for each loss.
    virtual void sink_failed(const DisplayId& /*display*/, const Error& /*error*/, Instant /*at*/) {
    }
};

} // namespace marquee::player
