// Makes the rendition of one original.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "common/clock.hpp"
#include "manager/library/ingest_cell.hpp"
#include "manager/library/transcode.hpp"
#include "manager/library/transcode_plan.hpp"
#include "manager/ports/media_repository.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// What came of an original: its description, and the file with its bytes, which the caller takes.
struct FreshRendition {
    MadeRendition made;
    std::filesystem::path file;
    std::string codec{};    // of the original's film, in ffprobe's words; empty: there is none
    bool film_kept = false; // its pictures went over as they were, not encoded anew
};

struct IngestWatch {
    ProgressWatch progress = [](int) {};
    std::function<bool()> stop = [] { return false; };
};

// True for an error that is about the original and stays so however often it is tried; false for
// one of the machine: disk_full, busy, no Landlock, stopped.
bool is_refusal(const Error& error);

// Blocks until it is done, seconds to hours. `original` is open for reading. `folder` is empty and
// the cell's own; whatever else lies in it afterwards is rubbish. What ffmpeg made is looked at
// again and must be what was planned: internal when it is not.
Result<FreshRendition> make_rendition(const CellPrograms& programs,
                                      const RenditionSettings& settings, int original,
                                      const std::filesystem::path& folder, const IngestWatch& watch,
                                      const Clock& clock);

} // namespace marquee::manager
