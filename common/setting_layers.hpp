// Where settings are given: command line, environment, files. For read_settings only.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/settings.hpp"

namespace marquee {

// One setting as somebody wrote it, not yet checked.
struct GivenSetting {
    const Setting* setting = nullptr; // in the table
    std::vector<std::string> texts;   // several only for a repeated list option
    std::string origin;               // "--staff-port", "MARQUEE_STAFF_PORT", a file's name
};

enum class SettingsRequest { run, help, version, check, print };

struct CommandLine {
    SettingsRequest request = SettingsRequest::run;
    std::optional<std::filesystem::path> directory; // --config-dir
    std::vector<GivenSetting> given;
    std::vector<std::string> positional;
};

struct Environment {
    std::optional<std::filesystem::path> directory; // MARQUEE_CONFIG_DIR
    std::vector<GivenSetting> given;
    std::string warning; // about variables nobody knows; may be empty
};

// Null when the table has no such key.
const Setting* find_setting(const SettingsTable& table, std::string_view key);

// "MARQUEE_STAFF_PORT" for "staff-port".
std::string environment_name(std::string_view key);

// "; did you mean X?", or nothing, for an unknown `word`.
std::string suggestion(std::string_view word, const std::vector<std::string>& known);

// Errors are whole sentences in `what`.
Result<CommandLine> read_command_line(const SettingsTable& table,
                                      std::span<const char* const> arguments);

Environment read_environment(const SettingsTable& table, const char* const* environment);

// From the weakest to the strongest. Files that are not there are fine, unknown keys are not.
// Format: java.util.Properties, as Poco::Util::PropertyFileConfiguration reads it.
Result<std::vector<GivenSetting>> read_property_files(const SettingsTable& table,
                                                      const std::filesystem::path& directory);

// What --help prints.
std::string help_text(const SettingsTable& table);

} // namespace marquee
