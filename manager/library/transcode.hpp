// Carries out a plan with ffmpeg, in a cell.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "manager/library/ffmpeg_arguments.hpp"
#include "manager/library/ingest_cell.hpp"
#include "manager/library/media_facts.hpp"
#include "manager/library/probe.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Hears how far it is, 0..100, whenever that grows; on the thread that transcodes.
using ProgressWatch = std::function<void(int)>;

// How a step of ffmpeg ended well.
struct FfmpegRun {
    std::int64_t frames = 0; // video pictures that went out
    std::int64_t doubled = 0;
    std::int64_t dropped = 0;
    Milliseconds reached{0};
    std::string said; // the end of its standard error

    // Pictures that came in: what a broken file had left of what it declared.
    std::int64_t decoded() const { return frames - doubled + dropped; }
};

// Leaves bench.folder / plan.file, or fails: damaged_media (with a reason) when ffmpeg cannot read
// the medium to its end, disk_full, and the failures of run_in_cell. Adds notes to the plan.
Status make_picture(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan);
Status make_film(const Bench& bench, const MediaFacts& facts, TranscodePlan& plan,
                 const ProgressWatch& progress);

} // namespace marquee::manager
