#include "player/sources/poster.hpp"

namespace marquee::player {

PosterSource::PosterSource(const MediaSupply& supply, const SourceRequest& request,
                           const Poster& poster)
    : shown_(request.shown),
      zone_(request.zone),
      background_(poster.background),
      media_(supply, poster.asset.sha256,
             {message::Medium::picture, poster.fit, request.zone, Sound::none}) {}

SourceState PosterSource::poll() {
    if (picture_) {
        return SourceState::ready; // whatever becomes of its decoder
    }
    const SourceState state = media_.poll();
    if (state == SourceState::ready) {
        picture_ = media_.client().take()->picture;
    }
    return state;
}

Frame PosterSource::frame_at(Microseconds) {
    Frame frame;
    frame.item = shown_;
    frame.background = background_;
    const Size size = picture_->size; // fitted: it lies in the middle
    frame.pieces.push_back({*picture_,
                            {0, 0, size.width, size.height},
                            {(zone_.width - size.width) / 2, (zone_.height - size.height) / 2,
                             size.width, size.height}});
    frame.serial = 1;
    return frame;
}

std::optional<Microseconds> PosterSource::next_change(Microseconds) const {
    return std::nullopt;
}

} // namespace marquee::player
