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
    const Error& failure() const override { return media_.failure(); }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;
    bool settled(Microseconds position) const override;
    // Its sound goes on without a break.
    bool go_on_as(const ShownItem& shown) override;
    void set_volume(std::int32_t percent) override;

    // Frames whose time had passed before they could be shown.
    std::uint64_t frames_skipped() const { return skipped_; }

private:
    void advance_to(Microseconds position);
    void keep_sound_in_step(Microseconds position);

    ShownItem shown_;
    Size zone_;
    Fit fit_;
    Colour background_;
    const Clock& clock_;
    AudioSink* loudspeaker_;
    const std::int32_t share_percent_; // of the display's volume
    std::int32_t volume_percent_;
    OpenedMedia media_;
    std::optional<DecodedFrame> current_;
    std::uint64_t serial_ = 0;
    std::uint64_t skipped_ = 0;
    std::unique_ptr<AudioVoice> voice_; // after media_: silent before its decoder goes
};

} // namespace marquee::player
