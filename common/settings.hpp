// One table of settings per program; everything else follows from it.
//
// For a setting "staff-port" of the program "manager", from the strongest to the weakest:
//   --staff-port 8443  or  --staff-port=8443            the command line
//   MARQUEE_STAFF_PORT=8443                             the environment
//   staff-port = 8443   in /etc/marquee/manager.d/*.properties, the last name in order wins,
//                       then in /etc/marquee/manager.properties
//   the default of the table
// Always understood: --help, --version, --check-config, --print-config (secrets hidden) and
// --config-dir DIRECTORY in place of /etc/marquee. "--" ends the options.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "common/exit_code.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

enum class SettingKind {
    text,
    integer,  // with `least` and `most`
    toggle,   // yes or no; on the command line the bare --key means yes
    path,     // text that names a file or directory
    duration, // "250ms", "30s", "5m", "2h", "7d"; within `least` and `most`, in milliseconds
    choice,   // one of `choices`
    list,     // texts: the option may be repeated, elsewhere separated by commas
};

struct Setting {
    std::string key; // lower case, words joined by '-'
    SettingKind kind = SettingKind::text;
    std::string default_value; // as it would be written; may be empty (not set)
    std::string help;          // one line, lower case, no full stop
    std::int64_t least = INT64_MIN;
    std::int64_t most = INT64_MAX;
    std::vector<std::string> choices;
    bool secret = false;                             // hidden by --print-config
    std::function<Status(const std::string&)> check; // further validation, never of an empty value
};

struct SettingsTable {
    std::string program;             // "marquee-manager"
    std::string name;                // "manager": the configuration file's
    std::string version;             // "0.1.0"
    std::string summary;             // one line
    std::string positional;          // "FILE…", for --help
    std::size_t positional_most = 0; // more are a usage error
    std::vector<Setting> settings;
};

// Values that passed the table's validation. Plain values: copy, share and read from any thread.
// Asking for a key that the table does not have, or as another kind, is a bug and asserts.
class Settings {
public:
    const std::string& text(std::string_view key) const; // text, path, choice
    std::filesystem::path path(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    bool toggle(std::string_view key) const;
    Milliseconds duration(std::string_view key) const;
    const std::vector<std::string>& list(std::string_view key) const;

    // False while the value is empty.
    bool has(std::string_view key) const;

    const std::vector<std::string>& positional() const { return positional_; }

    // MARQUEE_* variables that no setting has: perhaps another program's, perhaps a slip.
    const std::vector<std::string>& warnings() const { return warnings_; }

private:
    friend class SettingsReader;
    using Value =
        std::variant<std::string, std::int64_t, bool, Milliseconds, std::vector<std::string>>;
    template<typename T>
    const T& get(std::string_view key) const;

    std::map<std::string, Value, std::less<>> values_;
    std::vector<std::string> positional_;
    std::vector<std::string> warnings_;
};

// What a program does next: goes on with `settings`, or prints and exits.
struct SettingsOutcome {
    std::optional<Settings> settings;
    ExitCode exit = ExitCode::ok; // without settings
    std::string output;           // for standard output (--help, --version, --print-config)
    std::string complaint;        // for standard error
};

// Reads the configuration files, so it may block; touches nothing else. `environment` is environ.
// Errors of the command line exit 2, of the environment and the files 78; the complaint names the
// key, where it was set, and the nearest known key when it is unknown.
SettingsOutcome read_settings(const SettingsTable& table, std::span<const char* const> arguments,
                              const char* const* environment);

} // namespace marquee
