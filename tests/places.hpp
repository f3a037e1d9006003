// Where the tests find what is not compiled into them, as absolute paths. Only places.cpp knows the
// two folders, so that compiled tests are the same in every checkout and a compiler cache serves
// all.
#pragma once

#include <string>
#include <string_view>

namespace marquee {

/// A file of the checkout: "tests/data/media/clip.mp4".
std::string source_path(std::string_view name);

/// A program of this build: "marquee-player".
std::string program_path(std::string_view name);

/// A file or folder that tests make beside the programs of this build: "media".
std::string build_path(std::string_view name);

} // namespace marquee
