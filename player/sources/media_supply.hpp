// What posters, videos and sounds are made from, and slogans in fonts of the library.
#pragma once

#include "common/clock.hpp"
#include "player/decode/decode_client.hpp"
#include "player/decode/head_start.hpp"
#include "player/ports/asset_store.hpp"
#include "player/ports/audio_sink.hpp"
#include "player/ports/task_runner.hpp"
#include "player/sources/font_shelf.hpp"

namespace marquee::player {

// All outlive every source made with them. `opening` reads and verifies files and starts decoders;
// a large file takes it seconds, so it should have nothing else to do.
struct MediaSupply {
    AssetStore& assets;
    TaskRunner& opening;
    const Clock& clock;
    DecodeSettings decode;
    AudioSink* loudspeaker = nullptr; // none: sound is not even decoded
    HeadStart* head_start = nullptr;  // for the item that opens first; none: nothing has begun
    FontWatch font_missed = {};
};

} // namespace marquee::player
