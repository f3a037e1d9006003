// What a program of Marquee ends with. Scripts and systemd rely on these numbers.
#pragma once

namespace marquee {

enum class ExitCode : int {
    ok = 0,
    runtime = 1,        // something failed while it ran
    usage = 2,          // the command line is wrong
    configuration = 78, // the configuration is wrong (sysexits.h, EX_CONFIG)
};

} // namespace marquee
