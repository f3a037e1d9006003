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

// The length of a film or sound; nullopt when it does not tell.
using FilmLength = std::function<std::optional<Milliseconds>(const AssetRef& asset,
                                                             const std::filesystem::path& film)>;

// From the second of `now` on: the files in turn, films and sounds for their own length, others for
// the item time, each entering by the transition, above the slogan in a ticker; either may be
// missing, then the other has the whole display. Takes as long as asking for the lengths.
// unsupported_media: a file type nobody knows; not_found: a file that is not there.
Result<LocalProgram> local_program(const LocalPlay& play, Size display, Instant now,
                                   const FilmLength& film_length);

} // namespace marquee::player
