// The built console (manager/web) on the disk.
#pragma once

#include <filesystem>
#include <vector>

#include "manager/ports/console_file.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Every regular file below `folder`, in the order of their paths; symbolic links are passed over.
// None when there is no such folder. too_large: more, or longer, than limits::console_*;
// io_failed.
Result<std::vector<ConsoleFile>> read_console(const std::filesystem::path& folder);

} // namespace marquee::manager
