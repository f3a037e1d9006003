// What is only heard: an audio item, and on a loudspeaker the sound of a film.
#pragma once

#include "player/ports/source_factory.hpp"
#include "player/sources/opened_media.hpp"

namespace marquee::player {

// What is to be heard of an item.
struct Heard {
    AssetRef asset; // of no bytes: nothing but the chime
    std::int32_t volume_percent = 100;
    bool chime = false; // comes first; the asset begins chime_length after the item
};

// Its frames are empty: a zone shows the layout's background through it. Its time is the wall
// clock's like a film's, so it is joined in the middle at the right place, and two loudspeakers in
// one street say the same. Behind a supply without a loudspeaker it is silent, and nothing is
// opened.
class SoundSource final : public FrameSource {
public:
    SoundSource(const MediaSupply& supply, const SourceRequest& request, const Heard& heard);

    SourceState poll() override;
    const Error& failure() const override { return media_->failure(); }
    Frame frame_at(Microseconds position) override;
    void keep_in_step(Microseconds position, Microseconds monotonic) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;
    // It is heard on without a break.
    bool go_on_as(const ShownItem& shown) override;
    void set_volume(std::int32_t percent) override;

private:
    void open_voices();

    Frame frame_;
    AudioSink* loudspeaker_;            // null: nobody hears
    std::shared_ptr<const void> awake_; // it is, for what comes
    const std::int32_t share_percent_;  // of the display's volume
    std::int32_t volume_percent_;
    const Microseconds begins_; // of the asset, after the chime
    const Microseconds opened_at_;
    std::optional<OpenedMedia> media_;
    std::unique_ptr<AudioVoice> chime_;
    std::unique_ptr<AudioVoice> voice_; // after media_: silent before its decoder goes
};

} // namespace marquee::player
