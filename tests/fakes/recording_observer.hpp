// Remembers what playout tells.
#pragma once

#include <string>
#include <vector>

#include "player/ports/playout_observer.hpp"

namespace marquee::player {

class RecordingObserver final : public PlayoutObserver {
public:
    std::vector<PresentedFrame> frames;
    std::vector<PlayedSpan> started;
    std::vector<PlayedSpan> ended;
    std::vector<Rung> rungs;
    std::vector<Quarantined> set_aside;
    std::vector<std::string> let_go;
    std::vector<Error> sink_errors;

    void frame_presented(const PresentedFrame& frame) override { frames.push_back(frame); }
    void item_started(const PlayedSpan& span) override { started.push_back(span); }
    void item_ended(const PlayedSpan& span) override { ended.push_back(span); }
    void rung_changed(const DisplayId&, Rung rung, Instant) override { rungs.push_back(rung); }
    void quarantined(const DisplayId&, const Quarantined& item) override {
        set_aside.push_back(item);
    }
    void released(const DisplayId&, const std::string& what) override { let_go.push_back(what); }
    void sink_failed(const DisplayId&, const Error& error, Instant) override {
        sink_errors.push_back(error);
    }
};

} // namespace marquee::player
