// Another run of this program in the same process.
#pragma once

#include "common/log.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Main thread, when no other is left: the program begins anew with the arguments and environment
// it was started with, under its name and process id, and no file stays open. When it was
// replaced on disk since, as by an update, the new one begins. Returns only when that cannot be:
// io_failed.
Status begin_process_anew(const Log& log);

} // namespace marquee::player
