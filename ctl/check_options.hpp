// The command line of check_marquee, with the short options that monitoring plugins share.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>

#include "ctl/check_range.hpp"

namespace marquee::ctl {

struct CheckOptions {
    bool help = false;
    bool version = false;
    std::string manager;               // URL of the staff port; empty: the credentials'
    std::string unit;                  // id or name
    std::string display;               // id or name
    std::filesystem::path credentials; // credentials/1.0, mode 0600
    std::filesystem::path authority;   // PEM, instead of the credentials'
    std::string token;                 // of the environment
    std::optional<CheckRange> warning;
    std::optional<CheckRange> critical;
    int timeout_seconds = 10;
};

// From arguments, without the program's name, and the environment (MARQUEE_CREDENTIALS,
// MARQUEE_TOKEN, MARQUEE_AUTHORITY). malformed: a wrong command line.
Result<CheckOptions> check_options(std::span<const char* const> arguments,
                                   const char* const* environment);

std::string check_help();

} // namespace marquee::ctl
