// A picture that stands still, fitted into its zone by the decoder.
#pragma once

#include "player/ports/source_factory.hpp"
#include "player/sources/opened_media.hpp"

namespace marquee::player {

class PosterSource final : public FrameSource {
public:
    // The request's content is `poster`.
    PosterSource(const MediaSupply& supply, const SourceRequest& request, const Poster& poster);

    SourceState poll() override;
    const Error& failure() const override { return media_.failure(); }
    Frame frame_at(Microseconds position) override;
    std::optional<Microseconds> next_change(Microseconds position) const override;

private:
    ShownItem shown_;
    Size zone_;
    Colour background_;
    OpenedMedia media_;
    std::optional<Picture> picture_;
};

} // namespace marquee::player
