#include "common/own_program.hpp"

#include <system_error>

namespace marquee {

std::filesystem::path beside_this_program(std::string_view name) {
    std::error_code ignored;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return self.parent_path() / name;
}

} // namespace marquee
