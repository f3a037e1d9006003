// check_marquee: asks the manager one question and says it as monitoring plugins do.
#pragma once

#include <iosfwd>
#include <span>

#include "ctl/check_verdict.hpp"

namespace marquee::ctl {

// `arguments` without the program's name. Prints one line; the result is the exit status.
CheckState check(std::span<const char* const> arguments, const char* const* environment,
                 std::ostream& out);

} // namespace marquee::ctl
