// The sink of a display that is nothing but a loudspeaker.
#pragma once

#include "player/ports/frame_sink.hpp"
#include "player/sinks/sound_output.hpp"

namespace marquee::player {

// What it is given to show is heard through the output already; this says whether it is. Without a
// device nothing counts as presented, so the display is not showing and nothing is played. Its
// picture, for screenshots, is the curve of what was heard. Its device never rests: that there is
// one is what the display reports.
class SpeakerSink final : public FrameSink {
public:
    // The output outlives the sink.
    explicit SpeakerSink(SoundOutput& output) : output_(output), awake_(output.keep_awake()) {}

    Size size() const override { return {}; }
    Status compose(const Scene&) override { return look(); }
    Status present(Instant) override { return look(); }
    SinkEvent attend() override {
        const bool was_heard = is_heard_;
        return was_heard && !look() ? SinkEvent::lost : SinkEvent::none;
    }
    std::optional<Picture> shown() const override { return output_.trace().draw(); }

private:
    Status look() {
        Status state = output_.state();
        is_heard_ = state.has_value();
        return state;
    }

    const SoundOutput& output_;
    std::shared_ptr<const void> awake_;
    bool is_heard_ = false; // when last looked
};

} // namespace marquee::player
