#include "player/report/frame_watch.hpp"

#include "schemas/model/limits.hpp"

namespace marquee::player {

std::map<DisplayId, DisplayWatch> FrameWatch::snapshot() const {
    const std::lock_guard lock(mutex_);
    return displays_;
}

void FrameWatch::frame_presented(const PresentedFrame& frame) {
    const std::lock_guard lock(mutex_);
    DisplayWatch& display = displays_[frame.display];
    display.rung = frame.rung;
    ++display.frames_presented;
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
    std::vector<Quarantined>& list = displays_[display].quarantine;
    std::erase_if(list, [&](const Quarantined& known) { return known.what == item.what; });
    if (list.size() == limits::quarantine_max) {
        list.erase(list.begin());
    }
    list.push_back(item);
}

void FrameWatch::released(const DisplayId& display, const std::string& what) {
    const std::lock_guard lock(mutex_);
    std::erase_if(displays_[display].quarantine,
                  [&](const Quarantined& known) { return known.what == what; });
}

} // namespace marquee::player
