// seccomp: which system calls answer EPERM from now on.
#pragma once

#include "schemas/model/error.hpp"

namespace marquee::manager::worker {

// Needs no_new_privs. io_failed when the filter cannot be loaded.
Status rule_calls();

} // namespace marquee::manager::worker
