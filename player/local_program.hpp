// A program made from the command line.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>

#include "player/config.hpp"
#include "player/ports/presentation.hpp"

namespace marquee::player {

struct LocalProgram {
    Presentation presentation;
    std::map<Sha256, std::filesystem::path> files; // for a LocalStore
};

// The length of a film; nullopt when it does not tell.
using FilmLength = std::function<std::optional<Milliseconds>(const std::filesystem::path& film)>;

// From `now` on: the files in turn, films for their own length, others for ten seconds, above the
// slogan in a ticker; either may be missing, then the other has the whole display. Hashes the
// files, so it takes as long as reading them. unsupported_media: a file type nobody knows;
// not_found: a file that is not there.
Result<LocalProgram> local_program(const LocalPlay& play, Size display, Instant now,
                                   const FilmLength& film_length);

} // namespace marquee::player
