#include "common/setting_layers.hpp"
#include "common/setting_text.hpp"

namespace marquee {

namespace {

constexpr const char* default_directory = "/etc/marquee";

using Values = std::map<std::string, SettingValue, std::less<>>;

SettingsOutcome refuse(const SettingsTable& table, ExitCode exit, const std::string& sentence) {
    return {std::nullopt, exit, {}, table.program + ": " + sentence + "\n"};
}

// Puts `given` over what `values` holds; the first value that its setting refuses is the Error.
Status lay_over(Values& values, const std::vector<GivenSetting>& given) {
    for (const GivenSetting& one : given) {
        auto value = read_setting(*one.setting, one.texts);
        if (!value) {
            const std::string reason =
                one.setting->secret ? "is not acceptable" : value.error().what;
            // An option and a variable name the key themselves, a file does not.
            const bool file = one.origin.find('/') != std::string::npos;
            return fail(value.error().code,
                        one.origin + (file ? ": " + one.setting->key : "") + " " + reason,
                        one.setting->key);
        }
        values[one.setting->key] = std::move(*value);
    }
    return {};
}

std::vector<GivenSetting> defaults_of(const SettingsTable& table) {
    std::vector<GivenSetting> given;
    for (const Setting& setting : table.settings) {
        given.push_back({&setting,
                         setting.kind == SettingKind::list
                             ? split_list(setting.default_value)
                             : std::vector<std::string>{setting.default_value},
                         "the default of " + setting.key});
    }
    return given;
}

std::string print_text(const SettingsTable& table, const Values& values) {
    std::string text;
    for (const Setting& setting : table.settings) {
        const SettingValue& value = values.at(setting.key);
        const bool hidden = setting.secret && !std::holds_alternative<std::monostate>(value);
        text += setting.key + " = " + (hidden ? "(hidden)" : to_setting_text(value)) + "\n";
    }
    return text;
}

// --config-dir and MARQUEE_CONFIG_DIR must be there; /etc/marquee need not.
Result<std::filesystem::path> directory_of(const CommandLine& line, const Environment& around) {
    const auto& chosen = line.directory ? line.directory : around.directory;
    if (!chosen) {
        return default_directory;
    }
    std::error_code error;
    if (!std::filesystem::is_directory(*chosen, error)) {
        return fail(ErrorCode::not_found,
                    "the configuration directory " + chosen->string() + " does not exist");
    }
    return *chosen;
}

} // namespace

SettingsOutcome read_settings(const SettingsTable& table, std::span<const char* const> arguments,
                              const char* const* environment) {
    auto line = read_command_line(table, arguments);
    if (!line) {
        return refuse(table, ExitCode::usage,
                      line.error().what + "\nTry '" + table.program + " --help'.");
    }
    if (line->request == SettingsRequest::help) {
        return {std::nullopt, ExitCode::ok, help_text(table), {}};
    }
    if (line->request == SettingsRequest::version) {
        return {std::nullopt, ExitCode::ok, table.program + " " + table.version + "\n", {}};
    }
    const Environment around = read_environment(table, environment);
    const auto directory = directory_of(*line, around);
    if (!directory) {
        return refuse(table, ExitCode::configuration, directory.error().what);
    }
    const auto files = read_property_files(table, *directory);
    if (!files) {
        return refuse(table, ExitCode::configuration, files.error().what);
    }
    Values values;
    for (const auto& layer : {defaults_of(table), *files, around.given}) {
        if (const Status good = lay_over(values, layer); !good) {
            return refuse(table, ExitCode::configuration, good.error().what);
        }
    }
    if (const Status good = lay_over(values, line->given); !good) {
        return refuse(table, ExitCode::usage, good.error().what);
    }
    if (line->request == SettingsRequest::print) {
        return {std::nullopt, ExitCode::ok, print_text(table, values), around.warning};
    }
    if (line->request == SettingsRequest::check) {
        return {std::nullopt, ExitCode::ok, "configuration ok\n", around.warning};
    }
    return {
        Settings(std::move(values), std::move(line->positional)), ExitCode::ok, {}, around.warning};
}

} // namespace marquee
