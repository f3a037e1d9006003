#include "player/sources/content_sources.hpp"

#include <optional>
#include <variant>

#include "player/sources/failed_source.hpp"
#include "player/sources/identify_card.hpp"
#include "player/sources/poster.hpp"
#include "player/sources/qr.hpp"
#include "player/sources/silent_source.hpp"
#include "player/sources/slate.hpp"
#include "player/sources/slogan.hpp"
#include "player/sources/sound.hpp"
#include "player/sources/test_card.hpp"
#include "player/sources/told_time.hpp"
#include "player/sources/video.hpp"

namespace marquee::player {
namespace {

template<typename... Cases>
struct Overload : Cases... {
    using Cases::operator()...;
};
template<typename... Cases>
Overload(Cases...) -> Overload<Cases...>;

Heard heard(const Audio& audio) {
    return {audio.asset, audio.volume_percent, audio.chime};
}

// identify has none.
std::optional<TestCardKind> test_card_of(CardKind kind) {
    switch (kind) {
    case CardKind::grid:
        return TestCardKind::grid;
    case CardKind::gradients:
        return TestCardKind::gradients;
    case CardKind::modules:
        return TestCardKind::modules;
    case CardKind::sweep:
        return TestCardKind::sweep;
    case CardKind::identify:
        break;
    }
    return std::nullopt;
}

// On a screen; a loudspeaker without its device does not show at all (speaker_sink.hpp).
std::unique_ptr<FrameSource> nothing_to_hear_it() {
    return std::make_unique<FailedSource>(
        Error{ErrorCode::unsupported, "this player has no sound device", {}, {}});
}

} // namespace

std::unique_ptr<FrameSource> ContentSources::open(const SourceRequest& request) {
    if (request.zone.empty()) {
        return open_heard(request);
    }
    using Source = std::unique_ptr<FrameSource>;
    const auto told_time = [&]() -> Source {
        return std::make_unique<ToldTimeSource>(fonts_, tasks_, request);
    };
    const auto cases = Overload{
        [&](const Slogan&) -> Source {
            return std::make_unique<SloganSource>(shelf_, tasks_, request);
        },
        [&](const Poster& poster) -> Source {
            return std::make_unique<PosterSource>(media_, request, poster);
        },
        [&](const Video& video) -> Source {
            return std::make_unique<VideoSource>(media_, request, video);
        },
        [&](const Audio& audio) -> Source {
            const AudioSink* loudspeaker = media_.loudspeaker;
            if (loudspeaker != nullptr && !loudspeaker->audible()) {
                return nothing_to_hear_it();
            }
            return std::make_unique<SoundSource>(media_, request, heard(audio));
        },
        [&](const ClockFace&) { return told_time(); },
        [&](const Countdown&) { return told_time(); },
        [&](const Qr&) -> Source { return std::make_unique<QrSource>(fonts_, tasks_, request); },
        [&](const TestCard&) -> Source {
            return std::make_unique<TestCardSource>(tasks_, request);
        },
    };
    return std::visit(cases, request.item.content);
}

// A loudspeaker's: a film is its sound, and what makes none has its turn in silence.
std::unique_ptr<FrameSource> ContentSources::open_heard(const SourceRequest& request) {
    const Content& content = request.item.content;
    if (const auto* audio = std::get_if<Audio>(&content)) {
        return std::make_unique<SoundSource>(media_, request, heard(*audio));
    }
    const auto* video = std::get_if<Video>(&content);
    if (video != nullptr && video->volume_percent > 0) {
        return std::make_unique<SoundSource>(media_, request,
                                             Heard{video->asset, video->volume_percent});
    }
    return std::make_unique<SilentSource>(request.shown);
}

std::unique_ptr<FrameSource> ContentSources::open_slate(const SlateRequest& request) {
    if (request.zone.empty()) {
        return std::make_unique<SilentSource>(ShownItem{});
    }
    return std::make_unique<SlateSource>(fonts_, tasks_, request);
}

std::unique_ptr<FrameSource> ContentSources::open_card(const CardRequest& request) {
    if (request.zone.empty()) {
        return std::make_unique<SilentSource>(request.shown);
    }
    const auto test_card = test_card_of(request.order.kind);
    if (!test_card) {
        return std::make_unique<IdentifySource>(fonts_, tasks_, request);
    }
    SourceRequest source{.item = {}, .shown = request.shown, .zone = request.zone};
    source.item.content = TestCard{*test_card, request.order.module};
    return std::make_unique<TestCardSource>(tasks_, source);
}

} // namespace marquee::player
