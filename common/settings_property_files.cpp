#include <algorithm>
#include <sstream>

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <Poco/Util/PropertyFileConfiguration.h>

#include "common/durable_file.hpp"
#include "common/setting_layers.hpp"
#include "common/setting_text.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

namespace fs = std::filesystem;

using Properties = std::vector<std::pair<std::string, std::string>>;

// POCO sees dots in keys as levels; this puts the whole keys together again.
void collect(const Poco::Util::AbstractConfiguration& configuration, const std::string& above,
             Properties& found) {
    Poco::Util::AbstractConfiguration::Keys names;
    configuration.keys(above, names);
    for (const std::string& name : names) {
        const std::string key = above.empty() ? name : above + "." + name;
        if (configuration.hasProperty(key)) {
            found.emplace_back(key, configuration.getRawString(key));
        }
        collect(configuration, key, found);
    }
}

Result<Properties> parse(const std::string& text, const fs::path& path) {
    try {
        std::istringstream in(text);
        const auto configuration = Poco::makeAuto<Poco::Util::PropertyFileConfiguration>(in);
        Properties found;
        collect(*configuration, "", found);
        return found;
    } catch (const Poco::Exception& problem) {
        return fail(ErrorCode::malformed, path.string() + ": " + problem.displayText(),
                    path.string());
    }
}

Status read_file(const SettingsTable& table, const fs::path& path,
                 std::vector<GivenSetting>& given) {
    const auto text = read_whole(path, limits::configuration_file_bytes_max);
    if (!text) {
        if (text.error().code == ErrorCode::not_found) {
            return {};
        }
        return fail(text.error().code, path.string() + " " + text.error().what, path.string());
    }
    const auto properties = parse(*text, path);
    if (!properties) {
        return tl::unexpected(properties.error());
    }
    for (const auto& [key, value] : *properties) {
        const Setting* setting = find_setting(table, key);
        if (setting == nullptr) {
            std::vector<std::string> known;
            for (const Setting& one : table.settings) {
                known.push_back(one.key);
            }
            return fail(ErrorCode::unknown_member,
                        path.string() + ": unknown setting '" + key + "'" + suggestion(key, known),
                        path.string());
        }
        given.push_back({setting,
                         setting->kind == SettingKind::list ? split_list(value)
                                                            : std::vector<std::string>{value},
                         path.string()});
    }
    return {};
}

Result<std::vector<fs::path>> files_of(const SettingsTable& table, const fs::path& directory) {
    std::vector<fs::path> files;
    const fs::path drop_ins = directory / (table.name + ".d");
    std::error_code error;
    for (fs::directory_iterator entry(drop_ins, error), end; !error && entry != end;
         entry.increment(error)) {
        if (entry->path().extension() == ".properties") {
            files.push_back(entry->path());
        }
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        return fail(ErrorCode::io_failed, drop_ins.string() + ": " + error.message(),
                    drop_ins.string());
    }
    std::sort(files.begin(), files.end());
    files.insert(files.begin(), directory / (table.name + ".properties"));
    return files;
}

} // namespace

Result<std::vector<GivenSetting>> read_property_files(const SettingsTable& table,
                                                      const fs::path& directory) {
    std::vector<GivenSetting> given;
    if (table.name.empty()) {
        return given;
    }
    const auto files = files_of(table, directory);
    if (!files) {
        return tl::unexpected(files.error());
    }
    for (const fs::path& file : *files) {
        if (const Status good = read_file(table, file, given); !good) {
            return tl::unexpected(good.error());
        }
    }
    return given;
}

} // namespace marquee
