#include "player/sources/content_sources.hpp"

#include <variant>

#include "player/sources/failed_source.hpp"
#include "player/sources/poster.hpp"
#include "player/sources/slate.hpp"
#include "player/sources/slogan.hpp"
#include "player/sources/video.hpp"

namespace marquee::player {
namespace {

template<typename... Cases>
struct Overload : Cases... {
    using Cases::operator()...;
};
template<typename... Cases>
Overload(Cases...) -> Overload<Cases...>;

std::unique_ptr<FrameSource> not_playable(const AssetRef& asset) {
    return std::make_unique<FailedSource>(Error{ErrorCode::unsupported_media,
                                                "this player cannot show " + asset.media_type,
                                                to_hex(asset.sha256),
                                                {{"media_type", asset.media_type}}});
}

} // namespace

std::unique_ptr<FrameSource> ContentSources::open(const SourceRequest& request) {
    using Source = std::unique_ptr<FrameSource>;
    const auto cases = Overload{
        [&](const Slogan&) -> Source {
            return std::make_unique<SloganSource>(fonts_, tasks_, request);
        },
        [&](const Poster& poster) -> Source {
            return std::make_unique<PosterSource>(media_, request, poster);
        },
        [&](const Video& video) -> Source {
            return std::make_unique<VideoSource>(media_, request, video);
        },
        [](const Audio& audio) { return not_playable(audio.asset); },
    };
    return std::visit(cases, request.item.content);
}

std::unique_ptr<FrameSource> ContentSources::open_slate(const SlateRequest& request) {
    return std::make_unique<SlateSource>(fonts_, tasks_, request);
}

} // namespace marquee::player
