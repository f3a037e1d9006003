// Rows of any table as lists of named cells, so that they can be kept elsewhere and put back.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// A row of a table, with every column the table had.
struct KeptRow {
    std::string table;
    std::vector<std::pair<std::string, Value>> cells;
};

// The rows of `table` whose column `key` is `id`, in the order of their primary key.
Result<std::vector<KeptRow>> rows_of(Connection& connection, const std::string& table,
                                     const std::string& key, const std::string& id);

// Columns that the table got meanwhile have their defaults. invalid_reference, already_exists.
Status put_back(Connection& connection, const KeptRow& row);

// What is kept under a thing's id in trash_cells.
Status write_cells(Connection& connection, const std::string& id, const std::vector<KeptRow>& rows);
Result<std::vector<KeptRow>> read_cells(Connection& connection, const std::string& id);

// The values of foreign keys that lead to no row; those that lead to a table of `rows` are not
// asked. Each once.
Result<std::vector<std::string>> dangling(Connection& connection, const std::vector<KeptRow>& rows);

} // namespace marquee::manager::sql
