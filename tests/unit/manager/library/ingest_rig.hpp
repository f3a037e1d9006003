// An ingest on the bench: real programs, real cells, a folder of its own.
#pragma once

#include <filesystem>
#include <string>

#include "common/clock.hpp"
#include "manager/library/ingest.hpp"
#include "manager/library/probe.hpp"
#include "tests/fakes/temporary_directory.hpp"

namespace marquee::manager {

CellPrograms cell_programs();

class IngestRig {
public:
    Result<FreshRendition> ingest(const std::filesystem::path& original,
                                  const IngestWatch& watch = {});

    // The slug of the refusal; "" when it was not refused.
    std::string refused(const std::filesystem::path& original);

    // What ffprobe and our own look say of any file.
    MediaFacts facts(const std::filesystem::path& file);
    FilmPackets packets(const std::filesystem::path& file);

    const std::filesystem::path& folder() const { return folder_.path(); }
    RenditionSettings settings;

private:
    TemporaryDirectory folder_;
    SystemClock clock_;
};

bool has_note(const FreshRendition& rendition, const std::string& code);

// Like made_media() of the decoder's tests.
std::filesystem::path clip(const std::string& file, const std::string& arguments);

} // namespace marquee::manager
