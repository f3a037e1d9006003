// Brings a database to the schema of this program, one numbered step after the other.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string_view>

#include "manager/sql/connection.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager::sql {

// One file of manager/sql/migrations, NNNN_name.sql, compiled into the program. A released one is
// never edited.
struct Migration {
    std::int64_t number = 0;
    std::string_view name;
    std::string_view script;
};

// All that this program knows, numbered 1, 2, 3, …
std::span<const Migration> migrations();

// Runs the steps that are missing, each in a transaction of its own. A database that is not new is
// copied to FILE.before-NNNN before each, beside it. `connection` is open on `file`.
//
// newer_schema when the database has steps that `known` does not: it is left untouched. Any other
// failure leaves the database at the last step that succeeded.
Status migrate(Connection& connection, const std::filesystem::path& file,
               std::span<const Migration> known, Instant now);

} // namespace marquee::manager::sql
