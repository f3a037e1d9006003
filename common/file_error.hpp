// Turns an errno of a file operation into our Error, the same way in every adapter.
#pragma once

#include <filesystem>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee {

// ENOSPC, EDQUOT and EFBIG are disk_full, ENOENT is not_found, EEXIST is already_exists, anything
// else is io_failed. `doing` completes "could not …": "write". `where` of the Error is the path.
Error file_error(int errno_value, std::string_view doing, const std::filesystem::path& path);

} // namespace marquee
