// "/api/v1/displays/{id}": which route a path is meant for.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace marquee::manager {

// The texts in the places of {…}, in order, when every other segment is equal; a place takes one
// whole segment that is not empty.
std::optional<std::vector<std::string>> match_path(std::string_view pattern, std::string_view path);

} // namespace marquee::manager
