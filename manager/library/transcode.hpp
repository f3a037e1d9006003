// Carries out a plan with ffmpeg, in a cell.
#pragma once

#include "manager/library/ffmpeg_run.hpp"
#include "manager/library/media_facts.hpp"
#include "manager/library/transcode_plan.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Leaves bench.folder / plan.file, or fails: damaged_media (with a reason) when ffmpeg cannot read
// the medium to its end, disk_full, and the failures of run_in_cell. Adds notes to the plan.
Status copy_animation(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan);
Status make_picture(const Bench& bench, const MediaFacts& facts, const TranscodePlan& plan);
Status make_film(const Bench& bench, const MediaFacts& facts, TranscodePlan& plan,
                 const ProgressWatch& progress);

} // namespace marquee::manager
