#include <algorithm>
#include <array>

#include "common/setting_layers.hpp"
#include "schemas/model/nearest_word.hpp"

namespace marquee {

namespace {

constexpr std::string_view directory_option = "config-dir";

struct RequestOption {
    std::string_view word;
    SettingsRequest request;
};

constexpr std::array<RequestOption, 4> requests{{{"help", SettingsRequest::help},
                                                 {"version", SettingsRequest::version},
                                                 {"check-config", SettingsRequest::check},
                                                 {"print-config", SettingsRequest::print}}};

tl::unexpected<Error> wrong(std::string what) {
    return fail(ErrorCode::malformed, std::move(what));
}

tl::unexpected<Error> unknown_option(const SettingsTable& table, const std::string& key) {
    std::vector<std::string> known{std::string(directory_option)};
    for (const RequestOption& option : requests) {
        known.emplace_back(option.word);
    }
    for (const Setting& setting : table.settings) {
        known.push_back(setting.key);
    }
    for (std::string& word : known) {
        word.insert(0, "--");
    }
    const std::string option = "--" + key;
    return wrong("unknown option " + option + suggestion(option, known));
}

// Walks over the arguments once.
class ArgumentReader {
public:
    ArgumentReader(const SettingsTable& table, std::span<const char* const> arguments)
        : table_(table), rest_(arguments) {}

    Result<CommandLine> read() {
        bool options = true;
        while (!rest_.empty()) {
            const std::string argument = take();
            if (options && argument == "--") {
                options = false;
            } else if (options && argument.size() > 1 && argument[0] == '-') {
                if (const Status good = read_option(argument); !good) {
                    return tl::unexpected(good.error());
                }
            } else {
                found_.positional.push_back(argument);
            }
        }
        if (found_.positional.size() > table_.positional_most) {
            return wrong("unexpected argument '" + found_.positional[table_.positional_most] + "'");
        }
        return std::move(found_);
    }

private:
    std::string take() {
        std::string next = rest_.front();
        rest_ = rest_.subspan(1);
        return next;
    }

    Status read_option(const std::string& argument) {
        if (argument == "-h") {
            found_.request = SettingsRequest::help;
            return {};
        }
        if (!argument.starts_with("--")) {
            return wrong("unknown option " + argument + "; options begin with --");
        }
        const std::size_t equals = argument.find('=');
        const std::string key =
            argument.substr(2, equals == std::string::npos ? equals : equals - 2);
        std::optional<std::string> value;
        if (equals != std::string::npos) {
            value = argument.substr(equals + 1);
        }
        const auto* request =
            std::find_if(requests.begin(), requests.end(),
                         [&](const RequestOption& option) { return option.word == key; });
        if (request != requests.end()) {
            // The first request stands, and --help before all.
            if (found_.request == SettingsRequest::run
                || request->request == SettingsRequest::help) {
                found_.request = request->request;
            }
            return value ? Status(wrong("--" + key + " takes no value")) : Status{};
        }
        return read_setting_option(key, std::move(value));
    }

    Status read_setting_option(const std::string& key, std::optional<std::string> value) {
        const Setting* setting = find_setting(table_, key);
        if (setting == nullptr && key != directory_option) {
            return unknown_option(table_, key);
        }
        if (!value && setting != nullptr && setting->kind == SettingKind::toggle) {
            value = "yes";
        }
        if (!value && !rest_.empty() && !std::string_view(rest_.front()).starts_with("--")) {
            value = take();
        }
        if (!value) {
            return wrong("--" + key + " needs a value");
        }
        if (setting == nullptr) {
            found_.directory = *value;
            return {};
        }
        return keep(*setting, std::move(*value));
    }

    Status keep(const Setting& setting, std::string value) {
        const auto same =
            std::find_if(found_.given.begin(), found_.given.end(),
                         [&](const GivenSetting& given) { return given.setting == &setting; });
        if (same == found_.given.end()) {
            found_.given.push_back({&setting, {std::move(value)}, "--" + setting.key});
            return {};
        }
        if (setting.kind != SettingKind::list) {
            return wrong("--" + setting.key + " is given twice");
        }
        same->texts.push_back(std::move(value));
        return {};
    }

    const SettingsTable& table_;
    std::span<const char* const> rest_;
    CommandLine found_;
};

} // namespace

const Setting* find_setting(const SettingsTable& table, std::string_view key) {
    const auto found = std::find_if(table.settings.begin(), table.settings.end(),
                                    [&](const Setting& setting) { return setting.key == key; });
    return found == table.settings.end() ? nullptr : &*found;
}

std::string suggestion(std::string_view word, const std::vector<std::string>& known) {
    const std::vector<std::string_view> words(known.begin(), known.end());
    const std::string_view nearest = nearest_word(word, words);
    return nearest.empty() ? "" : "; did you mean " + std::string(nearest) + "?";
}

Result<CommandLine> read_command_line(const SettingsTable& table,
                                      std::span<const char* const> arguments) {
    return ArgumentReader(table, arguments).read();
}

} // namespace marquee
