// Another run of this program in the same process.
#pragma once

#include "schemas/model/error.hpp"

namespace marquee::player {

// Main thread, when no other is left: the program begins anew with the arguments and environment
// it was started with, whoever watches over the process notices nothing, and no file stays open.
// Returns only when that cannot be: io_failed.
Status begin_process_anew();

} // namespace marquee::player
