// What all tables of owned rows do alike: id, unit, version, instants; add, change, remove, page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/row.hpp"
#include "manager/sql/connection.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

// Failures are those of the repositories' headers.
class OwnedTable {
public:
    // `columns` come after id, unit_id, version, created_at, changed_at, in every row and SELECT.
    OwnedTable(Connection& connection, std::string table, std::vector<std::string> columns);

    Status add(const std::string& id, const RowHead& head, const Values& own);
    // Returns the new version.
    Result<std::int64_t> change(const std::string& id, const RowHead& head, const Values& own);
    Status remove(const std::string& id, std::int64_t version);

    Result<Row> get(const std::string& id) const;
    // `condition` is SQL about the table, "account_id = $1". In order of id.
    Result<std::vector<Row>> where(const std::string& condition, const Values& values) const;
    // A column that must have that value.
    struct Equal {
        std::string column;
        Value value;
    };
    // One row more than the page's limit when there is another page; see page_of.
    Result<std::vector<Row>> page(const Scope& scope, const Page& page,
                                  const std::vector<Equal>& equals = {}) const;

    // not_found, or conflict when the row exists: why a statement about (id, version) met no row.
    Error missed(const std::string& id) const;

private:
    Connection& connection_;
    std::string table_;
    std::size_t own_columns_;
    std::string select_; // "SELECT id, … FROM table"
    std::string insert_;
    std::string update_;
};

// Page::limit within its bounds.
std::size_t clamped(std::size_t limit);

// Reads id and head, which every row of an OwnedTable starts with.
template<typename AnyId>
AnyId read_head(RowReader& reader, RowHead& head) {
    AnyId id = reader.id<AnyId>();
    head.unit = reader.id<UnitId>();
    head.version = reader.integer();
    head.created_at = reader.instant();
    head.changed_at = reader.instant();
    return id;
}

// Cuts what OwnedTable::page returned to one page; `id` names a row.
template<typename T, typename IdOf>
PageOf<T> page_of(std::vector<T> rows, const Page& page, const IdOf& id) {
    PageOf<T> answer{std::move(rows), {}};
    if (answer.rows.size() > clamped(page.limit)) {
        answer.rows.pop_back();
        answer.next = id(answer.rows.back());
    }
    return answer;
}

// "($1, $2, $3)" for `count` parameters from number `first` on; a list that
// nothing is IN for none.
std::string parameters(std::size_t first, std::size_t count);

// In a LIKE with ESCAPE '!': every character stands for itself.
std::string literal_pattern(const std::string& piece);

} // namespace marquee::manager::sql
