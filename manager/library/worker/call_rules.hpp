// seccomp: which system calls a cell may make from now on.
#pragma once

#include "schemas/model/error.hpp"

namespace marquee::manager::worker {

// Both need no_new_privs; io_failed when the filter cannot be loaded.

// For a program of other people's: what it must not do answers EPERM.
Status rule_calls();

// For our own look at the medium: it may read descriptor 3 by position, say something on 1 and 2,
// write a copy to 4,
// and have memory. Any other call kills the process, as in the player's decoder.
Status rule_calls_of_looking();

} // namespace marquee::manager::worker
