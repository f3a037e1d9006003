// check_marquee: a plugin for Nagios, Icinga and their like. See check.hpp.
#include <csignal>
#include <iostream>
#include <span>
#include <string_view>

#include <unistd.h>

#include "ctl/check.hpp"
#include "ctl/check_options.hpp"

namespace {

// A name server or a peer that never answers must not keep the monitor waiting.
extern "C" void too_late(int) {
    constexpr std::string_view line = "MARQUEE UNKNOWN - it took too long\n";
    [[maybe_unused]] const auto written = ::write(STDOUT_FILENO, line.data(), line.size());
    ::_exit(static_cast<int>(marquee::ctl::CheckState::unknown));
}

} // namespace

int main(int argc, char** argv) {
    const std::span<const char* const> arguments(argv + 1, static_cast<std::size_t>(argc) - 1);
    if (const auto options = marquee::ctl::check_options(arguments, environ)) {
        std::signal(SIGALRM, too_late);
        ::alarm(static_cast<unsigned>(options->timeout_seconds) + 1);
    }
    return static_cast<int>(marquee::ctl::check(arguments, environ, std::cout));
}
