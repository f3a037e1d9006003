#include "common/settings.hpp"

#include <cstdlib>

namespace marquee {

namespace {

const std::string no_text;
const std::vector<std::string> no_texts;

} // namespace

Settings::Settings(std::map<std::string, SettingValue, std::less<>> values,
                   std::vector<std::string> positional)
    : values_(std::move(values)), positional_(std::move(positional)) {}

const SettingValue& Settings::value(std::string_view key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) {
        std::abort();
    }
    return found->second;
}

template<typename T>
const T& Settings::get(std::string_view key) const {
    const T* found = std::get_if<T>(&value(key));
    if (found == nullptr) {
        std::abort();
    }
    return *found;
}

bool Settings::has(std::string_view key) const {
    return !std::holds_alternative<std::monostate>(value(key));
}

const std::string& Settings::text(std::string_view key) const {
    return has(key) ? get<std::string>(key) : no_text;
}

std::filesystem::path Settings::path(std::string_view key) const {
    return text(key);
}

std::int64_t Settings::integer(std::string_view key) const {
    return get<std::int64_t>(key);
}

bool Settings::toggle(std::string_view key) const {
    return get<bool>(key);
}

Milliseconds Settings::duration(std::string_view key) const {
    return get<Milliseconds>(key);
}

const std::vector<std::string>& Settings::list(std::string_view key) const {
    return has(key) ? get<std::vector<std::string>>(key) : no_texts;
}

} // namespace marquee
