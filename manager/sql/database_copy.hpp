// A database as one file, beside the manager that writes it: for backups.
#pragma once

#include <filesystem>

#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager::sql {

// Writes what was committed last to `to`, which must not exist; mode 0600, durable. May run in
// another process than the manager and while that writes; nobody waits for it.
Status copy_database(const std::filesystem::path& from, const std::filesystem::path& to);

// Looks at every page and row of a copy, and brings it to the schema of this program. newer_schema;
// io_failed when anything in it is damaged. Nobody else may have it open.
Status check_database(const std::filesystem::path& file, Instant now);

} // namespace marquee::manager::sql
