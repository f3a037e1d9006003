#include "manager/sql/owned_table.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"

namespace marquee::manager::sql {

namespace {

constexpr std::size_t head_columns = 5; // id, unit_id, version, created_at, changed_at

} // namespace

std::size_t clamped(std::size_t limit) {
    return std::clamp<std::size_t>(limit, 1, limits::page_rows_max);
}

std::string parameters(std::size_t first, std::size_t count) {
    if (count == 0) {
        return "(NULL)"; // what nothing is IN
    }
    std::string text = "(";
    for (std::size_t i = 0; i < count; ++i) {
        text += (i == 0 ? "$" : ", $") + std::to_string(first + i);
    }
    return text + ")";
}

OwnedTable::OwnedTable(Connection& connection, std::string table, std::vector<std::string> columns)
    : connection_(connection), table_(std::move(table)), own_columns_(columns.size()) {
    std::string names = "id, unit_id, version, created_at, changed_at";
    update_ = "UPDATE " + table_ + " SET unit_id = $1, version = version + 1, changed_at = $2";
    std::size_t number = 3;
    for (const std::string& column : columns) {
        names += ", " + column;
        update_ += ", " + column + " = $" + std::to_string(number++);
    }
    update_ +=
        " WHERE id = $" + std::to_string(number) + " AND version = $" + std::to_string(number + 1);
    select_ = "SELECT " + names + " FROM " + table_;
    insert_ = "INSERT INTO " + table_ + " (" + names + ") VALUES "
              + parameters(1, head_columns + own_columns_);
}

Status OwnedTable::add(const std::string& id, const RowHead& head, const Values& own) {
    Values all = values(id, head.unit, 1, head.created_at, head.changed_at);
    all.insert(all.end(), own.begin(), own.end());
    return connection_.execute(insert_, all).map([](std::int64_t) {});
}

Result<std::int64_t> OwnedTable::change(const std::string& id, const RowHead& head,
                                        const Values& own) {
    Values all = values(head.unit, head.changed_at);
    all.insert(all.end(), own.begin(), own.end());
    all.push_back(id);
    all.push_back(head.version);
    return connection_.execute(update_, all)
        .and_then([&](std::int64_t rows) -> Result<std::int64_t> {
            if (rows == 0) {
                return tl::unexpected<Error>(missed(id));
            }
            return head.version + 1;
        });
}

Status OwnedTable::remove(const std::string& id, std::int64_t version) {
    const auto rows = connection_.execute(
        "DELETE FROM " + table_ + " WHERE id = $1 AND version = $2", values(id, version));
    if (!rows && rows.error().code == ErrorCode::invalid_reference) {
        return fail(ErrorCode::wrong_state, "it is still in use", id, {{"state", "in_use"}});
    }
    return rows.and_then([&](std::int64_t count) -> Status {
        if (count == 0) {
            return tl::unexpected<Error>(missed(id));
        }
        return {};
    });
}

Result<Row> OwnedTable::get(const std::string& id) const {
    return connection_.query(select_ + " WHERE id = $1", values(id))
        .and_then([&](std::vector<Row> rows) -> Result<Row> {
            if (rows.empty()) {
                return fail(ErrorCode::not_found, "there is no such row in " + table_, id);
            }
            return std::move(rows.front());
        });
}

Result<std::vector<Row>> OwnedTable::where(const std::string& condition,
                                           const Values& values) const {
    return connection_.query(select_ + " WHERE " + condition + " ORDER BY id", values);
}

Result<std::vector<Row>> OwnedTable::page(const Scope& scope, const Page& page,
                                          const std::vector<Equal>& equals) const {
    if (scope.units.size() > limits::scope_units_max) {
        return fail(ErrorCode::too_large, "a list spans too many units");
    }
    if (scope.units.empty()) {
        return std::vector<Row>{};
    }
    Values all = values(page.after);
    for (const UnitId& unit : scope.units) {
        all.push_back(to_value(unit));
    }
    const std::string roots = parameters(2, scope.units.size());
    const std::string above =
        scope.and_above
            ? " UNION SELECT ancestor_id FROM unit_closure WHERE descendant_id IN " + roots
            : std::string();
    std::string conditions;
    for (const Equal& equal : equals) {
        all.push_back(equal.value);
        conditions += " AND " + equal.column + " = $" + std::to_string(all.size());
    }
    all.push_back(to_value(clamped(page.limit) + 1));
    return connection_.query(
        select_
            + " WHERE id > $1 AND unit_id IN (SELECT descendant_id FROM unit_closure WHERE"
              " ancestor_id IN "
            + roots + above + ")" + conditions + " ORDER BY id LIMIT $"
            + std::to_string(all.size()),
        all);
}

Error OwnedTable::missed(const std::string& id) const {
    const auto row = get(id);
    if (!row) {
        return row.error();
    }
    return Error{ErrorCode::conflict, "somebody else has changed it since it was read", id, {}};
}

std::string literal_pattern(const std::string& piece) {
    std::string text;
    text.reserve(piece.size());
    for (const char letter : piece) {
        if (letter == '%' || letter == '_' || letter == '!') {
            text += '!';
        }
        text += letter;
    }
    return text;
}

} // namespace marquee::manager::sql
