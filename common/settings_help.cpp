#include <algorithm>

#include "common/setting_layers.hpp"
#include "common/setting_text.hpp"

namespace marquee {

namespace {

struct Row {
    std::string option;
    std::string text;
};

std::string value_word(const Setting& setting) {
    switch (setting.kind) {
    case SettingKind::text:
    case SettingKind::list:
        return " TEXT";
    case SettingKind::integer:
        return " NUMBER";
    case SettingKind::path:
        return " PATH";
    case SettingKind::duration:
        return " DURATION";
    case SettingKind::choice:
        return " WORD";
    case SettingKind::toggle:
        return "";
    }
    return "";
}

std::string description(const Setting& setting) {
    std::string text = setting.help;
    std::string choices;
    for (const std::string& choice : setting.choices) {
        choices += (choices.empty() ? ": " : ", ") + choice;
    }
    text += choices;
    if (setting.kind == SettingKind::list) {
        text += " (may be repeated)";
    }
    if (!setting.default_value.empty() && !setting.secret) {
        text += " [" + setting.default_value + "]";
    }
    return text;
}

} // namespace

std::string help_text(const SettingsTable& table) {
    std::vector<Row> rows;
    for (const Setting& setting : table.settings) {
        rows.push_back({"--" + setting.key + value_word(setting), description(setting)});
    }
    if (!table.name.empty()) {
        rows.push_back({"--config-dir PATH", "where " + table.name + ".properties and " + table.name
                                                 + ".d/ are [/etc/marquee]"});
    }
    rows.push_back({"--check-config", "check the configuration and exit"});
    rows.push_back({"--print-config", "print the settings in force and exit"});
    rows.push_back({"--version", "print the version and exit"});
    rows.push_back({"--help", "print this and exit"});
    std::size_t width = 0;
    for (const Row& row : rows) {
        width = std::max(width, row.option.size());
    }
    std::string text = table.summary + "\n\nUsage: " + table.program + " [OPTION…]"
                       + (table.positional.empty() ? "" : " " + table.positional) + "\n\n";
    for (const Row& row : rows) {
        text +=
            "  " + row.option + std::string(width + 2 - row.option.size(), ' ') + row.text + "\n";
    }
    text += "\nEvery option may also be set in the environment (--some-key as MARQUEE_SOME_KEY)";
    if (!table.name.empty()) {
        text += "\nor in " + table.name + ".properties (some-key = value)";
    }
    return text + ".\n";
}

} // namespace marquee
