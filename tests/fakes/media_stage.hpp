// All that posters and videos are made from, for tests.
#pragma once

#include <memory>

#include "player/sources/media_supply.hpp"
#include "tests/fakes/file_asset_store.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/manual_clock.hpp"

namespace marquee::player {

struct MediaStage {
    FileAssetStore assets;
    InlineTasks tasks;
    ManualClock clock;
    std::shared_ptr<TaskRunner> cleaner = std::make_shared<InlineTasks>();

    MediaSupply supply(AudioSink* loudspeaker = nullptr) {
        DecodeSettings decode;
        decode.program = MARQUEE_BIN_DIR "/marquee-decode";
        decode.cleaner = cleaner;
        return {assets, tasks, clock, decode, loudspeaker};
    }
};

} // namespace marquee::player
