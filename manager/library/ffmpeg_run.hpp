// One step of ffmpeg in a cell, heard while it works.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

#include "manager/library/ingest_cell.hpp"
#include "manager/library/probe.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// Hears how far it is, 0..100, whenever that grows; on the thread that transcodes.
using ProgressWatch = std::function<void(int)>;

// Which percents of the whole work a step stands for. Without a length nothing is told.
struct ProgressShare {
    Milliseconds whole{0}; // of the medium
    int from = 0;
    int to = 0;
    ProgressWatch watch = [](int) {};
};

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

// Whether the folder's disk has so little room left that a step may have failed for want of it.
bool disk_is_full(const std::filesystem::path& folder);

// `task` without program, medium and folder: those are the bench's. A refusal (transcode_plan.hpp)
// of damaged_media when ffmpeg fails at the medium, takes too long or says too much; disk_full;
// else the failures of run_in_cell.
Result<FfmpegRun> run_ffmpeg(const Bench& bench, CellTask task, const ProgressShare& share = {});

} // namespace marquee::manager
