// One observer that tells several.
#pragma once

#include <utility>
#include <vector>

#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// Render thread. None of them is null, and all outlive the fan.
class ObserverFan final : public PlayoutObserver {
public:
    explicit ObserverFan(std::vector<PlayoutObserver*> observers)
        : observers_(std::move(observers)) {}

    void frame_presented(const PresentedFrame& frame) override {
        tell(&PlayoutObserver::frame_presented, frame);
    }
    void item_started(const PlayedSpan& span) override {
        tell(&PlayoutObserver::item_started, span);
    }
    void item_ended(const PlayedSpan& span) override { tell(&PlayoutObserver::item_ended, span); }
    void rung_changed(const DisplayId& display, Rung rung, Instant at) override {
        tell(&PlayoutObserver::rung_changed, display, rung, at);
    }
    void quarantined(const DisplayId& display, const Quarantined& item) override {
        tell(&PlayoutObserver::quarantined, display, item);
    }
    void released(const DisplayId& display, const std::string& what) override {
        tell(&PlayoutObserver::released, display, what);
    }
    void sink_failed(const DisplayId& display, const Error& error, Instant at) override {
        tell(&PlayoutObserver::sink_failed, display, error, at);
    }

private:
    template<typename... Parameters, typename... Arguments>
    void tell(void (PlayoutObserver::*what)(Parameters...), const Arguments&... arguments) {
        for (PlayoutObserver* observer : observers_) {
            (observer->*what)(arguments...);
        }
    }

    std::vector<PlayoutObserver*> observers_;
};

} // namespace marquee::player
