// Landlock: which files exist for this process from now on.
#pragma once

#include "manager/library/worker/confinement.hpp"

namespace marquee::manager::worker {

// Needs no_new_privs. unsupported where the kernel has no Landlock and the files must be ruled.
Status rule_files(const Confinement& confinement);

} // namespace marquee::manager::worker
