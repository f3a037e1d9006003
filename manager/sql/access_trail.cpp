#include "manager/sql/access_sql.hpp"

namespace marquee::manager::sql {

namespace {

constexpr const char* select =
    "SELECT number, at, unit_id, actor_id, action, subject, detail, previous_sha256, row_sha256"
    " FROM audit_rows ";

Result<AuditRow> read_audit(RowReader& reader) {
    AuditRow row;
    row.number = reader.integer();
    row.at = reader.instant();
    row.unit = UnitId{reader.text()};
    row.actor = reader.id<AccountId>();
    row.action = reader.text();
    row.subject = reader.text();
    row.detail = reader.text();
    row.previous = reader.sha256();
    row.hash = reader.sha256();
    return reader.finish(std::move(row));
}

} // namespace

Status AccessSql::append_audit(const AuditRow& row) {
    return last_audit()
        .and_then([&](const std::optional<AuditRow>& last) -> Result<std::int64_t> {
            if (row.number != (last ? last->number : 0) + 1) {
                return fail(ErrorCode::conflict, "the audit row does not follow the last one",
                            std::to_string(row.number));
            }
            return connection_.execute(
                "INSERT INTO audit_rows (number, at, unit_id, actor_id, action, subject, detail,"
                " previous_sha256, row_sha256) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                values(row.number, row.at, row.unit.value, row.actor, row.action, row.subject,
                       row.detail, row.previous, row.hash));
        })
        .map([](std::int64_t) {});
}

Result<std::optional<AuditRow>> AccessSql::last_audit() const {
    return connection_.query(std::string(select) + "ORDER BY number DESC LIMIT 1")
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_audit); })
        .map([](std::vector<AuditRow> rows) {
            return rows.empty() ? std::optional<AuditRow>()
                                : std::optional<AuditRow>(std::move(rows.front()));
        });
}

Result<std::vector<AuditRow>> AccessSql::audit_after(std::int64_t number, std::size_t limit) const {
    return connection_
        .query(std::string(select) + "WHERE number > $1 ORDER BY number LIMIT $2",
               values(number, clamped(limit)))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_audit); });
}

Result<std::vector<AuditRow>> AccessSql::audit_of(const AuditQuestion& question,
                                                  std::size_t limit) const {
    Values all = values(question.after);
    std::string condition = "WHERE number > $1";
    const auto also = [&](const std::string& left, const Value& value, const std::string& right) {
        all.push_back(value);
        condition += " AND " + left + "$" + std::to_string(all.size()) + right;
    };
    if (question.before) {
        also("number < ", to_value(*question.before), "");
    }
    if (question.from) {
        also("at >= ", to_value(*question.from), "");
    }
    if (question.until) {
        also("at < ", to_value(*question.until), "");
    }
    if (question.unit) {
        also("unit_id IN (SELECT descendant_id FROM unit_closure WHERE ancestor_id = ",
             to_value(*question.unit), ")");
    }
    if (question.actor) {
        also("actor_id = ", to_value(*question.actor), "");
    }
    if (!question.kind.empty()) {
        also("action LIKE ", to_value(literal_pattern(question.kind) + ".%"), " ESCAPE '!'");
    }
    if (!question.words.empty()) {
        const std::string among = "%" + literal_pattern(question.words) + "%";
        also("LOWER(detail) LIKE LOWER(", to_value(among), ") ESCAPE '!'");
    }
    all.push_back(to_value(clamped(limit)));
    return connection_
        .query(std::string(select) + condition + " ORDER BY number"
                   + (question.before ? " DESC" : "") + " LIMIT $" + std::to_string(all.size()),
               all)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_audit); });
}

Status AccessSql::remove_audit_until(std::int64_t number) {
    return connection_.execute("DELETE FROM audit_rows WHERE number <= $1", values(number))
        .map([](std::int64_t) {});
}

} // namespace marquee::manager::sql
