// Many small files at once: durable like write_durably (durable_file.hpp), for the price of two
// syncs instead of two for each.
#pragma once

#include <filesystem>
#include <span>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee {

struct FileText {
    std::filesystem::path path; // its directory exists
    std::string_view bytes;
};

// All on one file system, mode 0600. Each file is its old self or its whole new self; when this
// succeeds, all are new and on the disk. On failure (disk_full, io_failed) any of them may be new,
// and nothing half made is left behind. Blocks until everything that waits to be written to that
// file system, by anybody, is on the disk.
Status write_all_durably(std::span<const FileText> files);

} // namespace marquee
