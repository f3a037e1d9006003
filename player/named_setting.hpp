// What a setting says of one thing by its name: "main=folded:4".
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/limits.hpp"

namespace marquee::player {

struct NamedSetting {
    std::string name;
    std::string_view said; // of the text it was read from
};

// nullopt without a name, or without the equals sign after it.
inline std::optional<NamedSetting> named_from(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals > limits::name_bytes_max) {
        return std::nullopt;
    }
    return NamedSetting{std::string(text.substr(0, equals)), text.substr(equals + 1)};
}

// Null when none has the name.
template<typename Place>
Place* find_named(std::vector<Place>& places, const std::string& name) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Place& place) { return place.name == name; });
    return found == places.end() ? nullptr : &*found;
}

} // namespace marquee::player
