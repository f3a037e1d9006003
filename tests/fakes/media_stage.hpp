// All that posters and videos are made from, for tests.
#pragma once

#include <memory>

#include "player/sources/media_supply.hpp"
#include "tests/fakes/file_asset_store.hpp"
#include "tests/fakes/inline_tasks.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/places.hpp"

namespace marquee::player {

struct MediaStage {
    FileAssetStore assets;
    InlineTasks tasks;
    ManualClock clock;
    std::shared_ptr<TaskRunner> cleaner = std::make_shared<InlineTasks>();

    MediaSupply supply(AudioSink* loudspeaker = nullptr) {
        DecodeSettings decode;
        decode.program = program_path("marquee-decode");
        decode.cleaner = cleaner;
        return {assets, tasks, clock, decode, loudspeaker};
    }
};

} // namespace marquee::player
