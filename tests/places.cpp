#include "tests/places.hpp"

namespace marquee {
namespace {

std::string joined(std::string_view folder, std::string_view name) {
    return std::string(folder).append("/").append(name);
}

} // namespace

std::string source_path(std::string_view name) {
    return joined(MARQUEE_SOURCE_DIR, name);
}

std::string program_path(std::string_view name) {
    return joined(MARQUEE_BIN_DIR, name);
}

std::string build_path(std::string_view name) {
    return joined(MARQUEE_BUILD_DIR, name);
}

} // namespace marquee
