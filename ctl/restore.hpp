// `marqueectl restore`: a backup becomes a state directory again, whole or not at all.
//
// Everything is read, checked and written beside the new directory, which appears by a rename when
// all of it is there. The epoch is raised by a document that the root signs, so that players, which
// have seen later manifests than the backup knows of, take those that the restored manager issues.
#pragma once

#include "ctl/command.hpp"

namespace marquee::ctl {

Command restore_command();

} // namespace marquee::ctl
