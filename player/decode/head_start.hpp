// A decoder that began before its item's turn was planned, because the plan needs what it tells:
// how long the film is. The first item that opens goes on with it.
#pragma once

#include <memory>
#include <optional>

#include "player/decode/decode_client.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// Filled by the thread that plans, emptied by the render thread: offer() happens before take().
class HeadStart {
public:
    // A film asked for later than this is opened anew, at its key frame.
    static constexpr Microseconds position_max{2'000'000};

    // `request` is what `decoder` was started with: a film or a sound, from its beginning.
    void offer(const Sha256& asset, const DecodeRequest& request,
               std::unique_ptr<DecodeClient> decoder);

    // The decoder if it does what is asked for; it may decode sound that nobody wants, and its
    // first frames may lie before the position that is wanted. Null otherwise. Afterwards there is
    // none: what was not good for the first item is ended.
    std::unique_ptr<DecodeClient> take(const Sha256& asset, const DecodeRequest& request);

private:
    struct Begun {
        Sha256 asset;
        message::Medium medium;
        Sound sound;
        std::unique_ptr<DecodeClient> decoder;
    };
    std::optional<Begun> begun_;
};

} // namespace marquee::player
