// A film in its zone, its sound in step.
#pragma once

#include "player/ports/source_factory.hpp"
#include "player/sources/opened_media.hpp"

namespace marquee::player {

// Shows the newest frame whose time has come. A decoder that cannot keep up, or the end of the
// film, leaves the last frame; a decoder that died leaves it too and is told by poll().
class VideoSource final : public FrameSource {
public:
    // The request's content is `video`.
    VideoSource(const MediaSupply& supply, const SourceRequest& request, const Video& video);

    SourceState poll() override;
    void stand_by() override { media_.stand_by(); }
    const Error& failure() const override { return media_.failure(); }
    Frame frame_at(Microseconds position) override;
    void keep_in_step(Microseconds position, Microseconds monotonic) override;
    std::optional<Microseconds> next_change(Microseconds position) const override {
        return media_.next_change(position);
    }
    bool settled(Microseconds position) const override { return media_.settled(position); }
    // Its sound goes on without a break.
    bool go_on_as(const ShownItem& shown) override;
    void set_volume(std::int32_t percent) override;

    // Frames whose time had passed before they could be shown.
    std::uint64_t frames_skipped() const { return media_.frames_skipped(); }

private:
    ShownItem shown_;
    Size zone_;
    Fit fit_;
    Colour background_;
    AudioSink* loudspeaker_;
    std::shared_ptr<const void> awake_; // the loudspeaker, for a film that may have sound
    const std::int32_t share_percent_;  // of the display's volume
    std::int32_t volume_percent_;
    OpenedMedia media_;
    std::uint64_t revision_ = 0;        // identities so far, after the first
    std::unique_ptr<AudioVoice> voice_; // after media_: silent before its decoder goes
};

} // namespace marquee::player
