// One table of settings per program; everything else follows from it.
//
// For a setting "staff-port" of the program "manager", from the strongest to the weakest:
//   --staff-port 8443  or  --staff-port=8443   the command line
//   MARQUEE_STAFF_PORT=8443                    the environment
//   staff-port = 8443                          /etc/marquee/manager.d/*.properties, the last file
//                                              in order of name wins
//   staff-port = 8443                          /etc/marquee/manager.properties
//   the default of the table
// A value is checked wherever it stands, also where a stronger one hides it. Always understood:
// --help, --version, --check-config, --print-config (secrets hidden) and --config-dir DIRECTORY in
// place of /etc/marquee. "--" ends the options.
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
    integer,  // within `least` and `most`
    toggle,   // yes or no; on the command line the bare --key means yes, --key=no means no
    path,     // names a file or directory
    duration, // "250ms", "30s", "5m", "2h", "7d"; within `least` and `most`, in milliseconds
    choice,   // one of `choices`
    list,     // texts: the option may be repeated, elsewhere they are separated by commas
};

// Every member has an initializer, so that a table may name only the ones it needs.
struct Setting {
    std::string key{}; // lower case, words joined by '-'
    SettingKind kind = SettingKind::text;
    std::string default_value{}; // as it would be written; empty: not set
    std::string help{};          // one line, lower case, no full stop
    std::int64_t least = 0;
    std::int64_t most = INT64_MAX;
    std::vector<std::string> choices{};
    bool secret = false;                               // hidden by --print-config
    std::function<Status(const std::string&)> check{}; // of every text that is not empty
};

struct SettingsTable {
    std::string program;             // "marquee-manager"
    std::string name;                // "manager": of the configuration files; empty: none are read
    std::string version;             // "0.1.0"
    std::string summary;             // one line for --help
    std::string positional;          // what other arguments are, for --help: "FILE…"
    std::size_t positional_most = 0; // more of them are an error
    std::vector<Setting> settings;
};

// monostate: not set.
using SettingValue = std::variant<std::monostate, std::string, std::int64_t, bool, Milliseconds,
                                  std::vector<std::string>>;

// Values that passed the table's checks. A plain value: copy, share, read from any thread. Asking
// for a key that the table does not have, as another kind, or (other than text and list) for one
// that is not set, is a defect and ends the program.
class Settings {
public:
    Settings(std::map<std::string, SettingValue, std::less<>> values,
             std::vector<std::string> positional);

    // False while there is no value.
    bool has(std::string_view key) const;

    const std::string& text(std::string_view key) const; // text, path, choice; empty when not set
    std::filesystem::path path(std::string_view key) const;
    std::int64_t integer(std::string_view key) const;
    bool toggle(std::string_view key) const;
    Milliseconds duration(std::string_view key) const;
    const std::vector<std::string>& list(std::string_view key) const; // empty when not set

    const std::vector<std::string>& positional() const { return positional_; }

private:
    const SettingValue& value(std::string_view key) const;
    template<typename T>
    const T& get(std::string_view key) const;

    std::map<std::string, SettingValue, std::less<>> values_;
    std::vector<std::string> positional_;
};

// What a program does next: goes on with `settings`, or prints and exits.
struct SettingsOutcome {
    std::optional<Settings> settings;
    ExitCode exit = ExitCode::ok; // without settings
    std::string output;           // for standard output: --help, --version, --print-config
    std::string complaint;        // for standard error; with settings: a warning, or empty
};

// `arguments` without the program's name; `environment` is environ. Reads the configuration files,
// so it may block; touches nothing else. An error on the command line exits 2, in the environment
// or the files 78; the complaint names the key, where it was set, and the nearest known key when
// it is unknown. An unknown MARQUEE_ variable may be another program's and is only warned about.
SettingsOutcome read_settings(const SettingsTable& table, std::span<const char* const> arguments,
                              const char* const* environment);

} // namespace marquee
