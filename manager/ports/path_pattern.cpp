#include "manager/ports/path_pattern.hpp"

namespace marquee::manager {

namespace {

std::string_view take_segment(std::string_view& path) {
    const std::size_t slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    path.remove_prefix(slash == std::string_view::npos ? path.size() : slash + 1);
    return segment;
}

std::size_t count_slashes(std::string_view path) {
    std::size_t count = 0;
    for (const char c : path) {
        count += c == '/' ? 1 : 0;
    }
    return count;
}

} // namespace

std::optional<std::vector<std::string>> match_path(std::string_view pattern,
                                                   std::string_view path) {
    if (count_slashes(pattern) != count_slashes(path)) {
        return std::nullopt;
    }
    std::vector<std::string> places;
    while (!pattern.empty() || !path.empty()) {
        const std::string_view wanted = take_segment(pattern);
        const std::string_view found = take_segment(path);
        const bool place = wanted.starts_with('{') && wanted.ends_with('}');
        if (place && !found.empty()) {
            places.emplace_back(found);
        } else if (place || wanted != found) {
            return std::nullopt;
        }
    }
    return places;
}

} // namespace marquee::manager
