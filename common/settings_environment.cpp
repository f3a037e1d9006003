#include <algorithm>

#include "common/setting_layers.hpp"
#include "common/setting_text.hpp"

namespace marquee {

namespace {

constexpr std::string_view prefix = "MARQUEE_";

std::vector<std::string> known_names(const SettingsTable& table) {
    std::vector<std::string> names{environment_name("config-dir")};
    for (const Setting& setting : table.settings) {
        names.push_back(environment_name(setting.key));
    }
    return names;
}

} // namespace

std::string environment_name(std::string_view key) {
    std::string name(prefix);
    for (const char c : key) {
        name += c == '-' ? '_' : c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    }
    return name;
}

Environment read_environment(const SettingsTable& table, const char* const* environment) {
    Environment found;
    const std::vector<std::string> names = known_names(table);
    for (; environment != nullptr && *environment != nullptr; ++environment) {
        const std::string_view variable = *environment;
        const std::size_t equals = variable.find('=');
        if (!variable.starts_with(prefix) || equals == std::string_view::npos) {
            continue;
        }
        const std::string name(variable.substr(0, equals));
        const std::string text(variable.substr(equals + 1));
        const auto at = std::find(names.begin(), names.end(), name) - names.begin();
        if (at == static_cast<std::ptrdiff_t>(names.size())) {
            found.warning +=
                "unknown variable " + name + " is ignored" + suggestion(name, names) + "\n";
        } else if (at == 0) {
            found.directory = text;
        } else {
            const Setting& setting = table.settings[static_cast<std::size_t>(at - 1)];
            found.given.push_back({&setting,
                                   setting.kind == SettingKind::list
                                       ? split_list(text)
                                       : std::vector<std::string>{text},
                                   name});
        }
    }
    return found;
}

} // namespace marquee
