// A picture, fitted into its zone by the decoder: one that stands still or is moved slowly, or an
// animation.
#pragma once

#include "player/ports/source_factory.hpp"
#include "player/sources/opened_media.hpp"
#include "player/sources/poster_motion.hpp"

namespace marquee::player {

// An animated GIF or WebP goes on for ever: what is shown is a function of the position, as if it
// had been repeated since position zero.
class PosterSource final : public FrameSource {
public:
    // The request's content is `poster`.
    PosterSource(const MediaSupply& supply, const SourceRequest& request, const Poster& poster);

    SourceState poll() override;
    const Error& failure() const override { return media_.failure(); }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;
    bool settled(Microseconds position) const override;

private:
    PictureMotion motion_of(Size picture) const;

    ShownItem shown_;
    Size zone_;
    Colour background_;
    Fit fit_;
    PosterMotion moves_;
    Microseconds duration_; // of the item
    message::Medium medium_;
    OpenedMedia media_;
    bool is_there_ = false;
    std::optional<PictureMotion> motion_; // once the picture is there, if it moves
};

} // namespace marquee::player
