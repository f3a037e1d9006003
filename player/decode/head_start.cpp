#include "player/decode/head_start.hpp"

#include <utility>

namespace marquee::player {

void HeadStart::offer(const Sha256& asset, const DecodeRequest& request,
                      std::unique_ptr<DecodeClient> decoder) {
    begun_ = Begun{asset, request.medium, request.sound, std::move(decoder)};
}

std::unique_ptr<DecodeClient> HeadStart::take(const Sha256& asset, const DecodeRequest& request) {
    auto begun = std::exchange(begun_, std::nullopt);
    const bool is_it = begun && begun->asset == asset && begun->medium == request.medium
                       && (begun->sound == request.sound || request.sound == Sound::none)
                       && request.start <= position_max;
    return is_it ? std::move(begun->decoder) : nullptr;
}

} // namespace marquee::player
