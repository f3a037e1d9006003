#include "tests/unit/manager/library/ingest_rig.hpp"
#include "tests/places.hpp"

#include <fcntl.h>

#include <algorithm>
#include <stdexcept>

#include "manager/ports/file_descriptor.hpp"
#include "tests/unit/player/decode/decoding.hpp"

namespace marquee::manager {

namespace {

FileDescriptor opened(const std::filesystem::path& file) {
    FileDescriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!descriptor.is_open()) {
        throw std::runtime_error("there is no " + file.string());
    }
    return descriptor;
}

} // namespace

CellPrograms cell_programs() {
    return {.ingest = program_path("marquee-ingest")};
}

Result<FreshRendition> IngestRig::ingest(const std::filesystem::path& original,
                                         const IngestWatch& watch) {
    const FileDescriptor file = opened(original);
    return make_rendition(cell_programs(), settings, file.get(), folder_.path(), watch, clock_);
}

std::string IngestRig::refused(const std::filesystem::path& original) {
    const auto made = ingest(original);
    if (made || made.error().params.empty()) {
        return made ? "" : to_string(made.error());
    }
    return made.error().params.front().second;
}

MediaFacts IngestRig::facts(const std::filesystem::path& file) {
    const FileDescriptor open = opened(file);
    const CellPrograms programs = cell_programs();
    const auto found = probe({programs, clock_, open.get(), folder_.path()});
    if (!found) {
        throw std::runtime_error(to_string(found.error()));
    }
    return *found;
}

FilmPackets IngestRig::packets(const std::filesystem::path& file) {
    const MediaFacts known = facts(file);
    const FileDescriptor open = opened(file);
    const CellPrograms programs = cell_programs();
    return probe_packets({programs, clock_, open.get(), folder_.path()}, known).value();
}

bool has_note(const FreshRendition& rendition, const std::string& code) {
    return std::any_of(rendition.made.notes.begin(), rendition.made.notes.end(),
                       [&](const MediaNote& note) { return note.code == code; });
}

std::filesystem::path clip(const std::string& file, const std::string& arguments) {
    return player::made_media("ingest-" + file, arguments);
}

} // namespace marquee::manager
