#include "player/report/frame_watch.hpp"

#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

const std::string output = "output";

void forget(DisplayWatch& display, const std::string& what) {
    std::erase_if(display.quarantine, [&](const Quarantined& known) { return known.what == what; });
}

void put(DisplayWatch& display, const Quarantined& item) {
    forget(display, item.what);
    if (display.quarantine.size() == limits::quarantine_max) {
        display.quarantine.erase(display.quarantine.begin());
    }
    display.quarantine.push_back(item);
}

} // namespace

std::map<DisplayId, DisplayWatch> FrameWatch::snapshot() const {
    const std::lock_guard lock(mutex_);
    return displays_;
}

void FrameWatch::frame_presented(const PresentedFrame& frame) {
    const std::lock_guard lock(mutex_);
    DisplayWatch& display = displays_[frame.display];
    display.rung = frame.rung;
    display.card = frame.card;
    ++display.frames_presented;
    if (std::exchange(display.output_lost, false)) {
        forget(display, output);
    }
    display.frames_late += frame.missed ? 1 : 0;
    if (display.zones != frame.zones) { // most frames show what the one before did
        display.zones = frame.zones;
    }
}

void FrameWatch::rung_changed(const DisplayId& display, Rung rung, Instant) {
    const std::lock_guard lock(mutex_);
    displays_[display].rung = rung;
}

void FrameWatch::quarantined(const DisplayId& display, const Quarantined& item) {
    const std::lock_guard lock(mutex_);
    put(displays_[display], item);
}

void FrameWatch::released(const DisplayId& display, const std::string& what) {
    const std::lock_guard lock(mutex_);
    forget(displays_[display], what);
}

void FrameWatch::sink_failed(const DisplayId& display, const Error& error, Instant at) {
    const std::lock_guard lock(mutex_);
    displays_[display].output_lost = true;
    put(displays_[display], {output, "output_lost", error.what, at});
}

} // namespace marquee::player
