// Looks into an original or a rendition, in a cell.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "manager/library/film_packets.hpp"
#include "manager/library/ingest_cell.hpp"
#include "manager/library/media_facts.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Where and how a medium is looked at; `medium` is open for reading and outlives every use.
struct Bench {
    const CellPrograms& programs;
    const Clock& clock;
    int medium = -1;
    std::filesystem::path folder;
    std::function<bool()> stop = [] { return false; };
};

// What cannot be opened has no container in its facts. A refusal (transcode_plan.hpp) when the look
// took too long or said too much; else the failures of run_in_cell.
Result<MediaFacts> probe(const Bench& bench);

// Reads all packets of the film at `stream`, decoding nothing.
Result<FilmPackets> probe_packets(const Bench& bench, const MediaFacts& facts);

// Options before `-i` that hold ffprobe and ffmpeg to one file of known kinds and sane sizes.
std::vector<std::string> input_options(const FileFacts& file);

} // namespace marquee::manager
