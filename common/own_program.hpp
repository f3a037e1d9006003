// Where this program lies, and the programs that are installed with it.
#pragma once

#include <filesystem>
#include <string_view>

namespace marquee {

// The file `name` in the folder of the running program. Does not look whether it is there.
std::filesystem::path beside_this_program(std::string_view name);

} // namespace marquee
