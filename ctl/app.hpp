// marqueectl: finds the command in the arguments, reads its settings, runs it.
#pragma once

#include <iosfwd>
#include <span>

#include "common/exit_code.hpp"

namespace marquee::ctl {

// `arguments` without the program's name.
ExitCode run(std::span<const char* const> arguments, const char* const* environment,
             std::ostream& out, std::ostream& err);

} // namespace marquee::ctl
