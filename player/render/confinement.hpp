// The walls around a renderer, which shapes text and opens fonts that strangers made: what it may
// not do, it cannot.
//
// A confined process has no network, starts nothing but (for pictures) the decoder, writes no file
// and reads only the folders it draws from. Layers: rlimits, no_new_privs, Landlock where the
// kernel has it (since Linux 5.13), seccomp. A forbidden call fails with EPERM or EACCES; media is
// parsed behind the decoder's own, closer walls (decode/worker/lockdown.hpp), which stand inside
// these.
#pragma once

#include <filesystem>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

struct Confinement {
    std::vector<std::filesystem::path> readable; // folders and files; absent ones are left out
    // The program that may be started, with what lies beside it; empty: none, and then nothing may
    // be opened for writing either.
    std::filesystem::path decoder = {};
};

// Irrevocable. Of the calling thread and all that it starts, so it comes before the first thread.
// io_failed when a layer that every supported kernel has cannot be put on.
Status confine(const Confinement& walls);

} // namespace marquee::player
