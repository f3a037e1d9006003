#include "manager/sql/trash_cells.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::size_t cell_columns = 7; // of trash_cells

Result<std::vector<std::string>> columns_of(Connection& connection, const std::string& table) {
    return connection.query("SELECT name FROM pragma_table_info($1) ORDER BY cid", values(table))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) { return reader.finish(reader.text()); });
        });
}

// One column of a foreign key, and where it leads.
struct Reference {
    std::string column;
    std::string table;
    std::string key;
};

Result<std::vector<Reference>> references_of(Connection& connection, const std::string& table) {
    return connection
        .query("SELECT \"from\", \"table\", \"to\" FROM pragma_foreign_key_list($1)"
               " ORDER BY id, seq",
               values(table))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                Reference reference;
                reference.column = reader.text();
                reference.table = reader.text();
                reference.key = reader.text();
                return reader.finish(std::move(reference));
            });
        });
}

Result<bool> leads_somewhere(Connection& connection, const Reference& reference,
                             const Value& value) {
    return connection
        .query("SELECT 1 FROM " + reference.table + " WHERE " + reference.key + " = $1 LIMIT 1",
               {value})
        .map([](const std::vector<Row>& rows) { return !rows.empty(); });
}

// A value of trash_cells is in the column of its type.
Value value_of(const Row& row, std::size_t number, std::size_t words) {
    return std::holds_alternative<std::monostate>(row[number]) ? row[words] : row[number];
}

} // namespace

Result<std::vector<KeptRow>> rows_of(Connection& connection, const std::string& table,
                                     const std::string& key, const std::string& id) {
    const auto columns = columns_of(connection, table);
    if (!columns) {
        return tl::unexpected<Error>(columns.error());
    }
    std::string names;
    for (const std::string& column : *columns) {
        names += (names.empty() ? "" : ", ") + column;
    }
    return connection
        .query("SELECT " + names + " FROM " + table + " WHERE " + key + " = $1 ORDER BY 1, 2",
               values(id))
        .map([&](std::vector<Row> rows) {
            std::vector<KeptRow> kept;
            for (Row& row : rows) {
                kept.push_back({table, {}});
                for (std::size_t i = 0; i < row.size(); ++i) {
                    kept.back().cells.emplace_back((*columns)[i], std::move(row[i]));
                }
            }
            return kept;
        });
}

Status put_back(Connection& connection, const KeptRow& row) {
    std::string names;
    Values all;
    for (const auto& [column, value] : row.cells) {
        names += (names.empty() ? "" : ", ") + column;
        all.push_back(value);
    }
    return connection
        .execute("INSERT INTO " + row.table + " (" + names + ") VALUES "
                     + parameters(1, all.size()),
                 all)
        .map([](std::int64_t) {});
}

Status write_cells(Connection& connection, const std::string& id,
                   const std::vector<KeptRow>& rows) {
    for (std::size_t number = 0; number < rows.size(); ++number) {
        std::string places;
        Values all;
        for (const auto& [column, value] : rows[number].cells) {
            places += (places.empty() ? "" : ", ") + parameters(all.size() + 1, cell_columns);
            const Values cell =
                values(id, number, all.size() / cell_columns, rows[number].table, column);
            all.insert(all.end(), cell.begin(), cell.end());
            all.push_back(std::holds_alternative<std::int64_t>(value) ? value : Value{});
            all.push_back(std::holds_alternative<std::string>(value) ? value : Value{});
        }
        const auto added =
            connection.execute("INSERT INTO trash_cells (trash_id, row_number, position,"
                               " table_name, column_name, number, words) VALUES "
                                   + places,
                               all);
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Result<std::vector<KeptRow>> read_cells(Connection& connection, const std::string& id) {
    return connection
        .query("SELECT row_number, table_name, column_name, number, words FROM trash_cells"
               " WHERE trash_id = $1 ORDER BY row_number, position",
               values(id))
        .and_then([](const std::vector<Row>& cells) -> Result<std::vector<KeptRow>> {
            std::vector<KeptRow> rows;
            for (const Row& cell : cells) {
                RowReader reader(cell);
                const auto number = static_cast<std::size_t>(reader.integer());
                std::string table = reader.text();
                std::string column = reader.text();
                if (const auto whole = reader.finish(true); !whole) {
                    return tl::unexpected<Error>(whole.error());
                }
                if (number >= rows.size()) {
                    rows.push_back({std::move(table), {}});
                }
                rows.back().cells.emplace_back(std::move(column), value_of(cell, 3, 4));
            }
            return rows;
        });
}

Result<std::vector<std::string>> dangling(Connection& connection,
                                          const std::vector<KeptRow>& rows) {
    std::map<std::string, std::vector<Reference>> references; // by table
    for (const KeptRow& row : rows) {
        if (references.contains(row.table)) {
            continue;
        }
        auto found = references_of(connection, row.table);
        if (!found) {
            return tl::unexpected<Error>(std::move(found.error()));
        }
        std::erase_if(*found, [&](const Reference& reference) {
            return std::any_of(rows.begin(), rows.end(), [&](const KeptRow& other) {
                return other.table == reference.table;
            });
        });
        references.emplace(row.table, *std::move(found));
    }
    std::set<std::string> missing;
    for (const KeptRow& row : rows) {
        for (const Reference& reference : references.at(row.table)) {
            for (const auto& [column, value] : row.cells) {
                const auto* const id = std::get_if<std::string>(&value);
                if (column != reference.column || id == nullptr) {
                    continue;
                }
                const Result<bool> there = leads_somewhere(connection, reference, value);
                if (!there) {
                    return tl::unexpected<Error>(there.error());
                }
                if (!*there) {
                    missing.insert(*id);
                }
            }
        }
    }
    return std::vector<std::string>(missing.begin(), missing.end());
}

} // namespace marquee::manager::sql
