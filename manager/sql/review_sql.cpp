#include "manager/sql/reviews_sql.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

Status ReviewSql::add_event(const ProgramEvent& row) {
    return connection_
        .execute("INSERT INTO program_events (program_id, number, revision, at, account_id, verb,"
                 " reason) SELECT $1, COALESCE(MAX(number), 0) + 1, $2, $3, $4, $5, $6"
                 " FROM program_events WHERE program_id = $1",
                 values(row.program, row.revision, row.at, row.account, row.verb, row.reason))
        .map([](std::int64_t) {});
}

Result<std::vector<ProgramEvent>> ReviewSql::events_of(const ProgramId& program,
                                                       std::size_t limit) const {
    return connection_
        .query("SELECT program_id, number, revision, at, account_id, verb, reason"
               " FROM program_events WHERE program_id = $1 ORDER BY number DESC LIMIT $2",
               values(program, clamped(limit)))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                ProgramEvent row;
                row.program = reader.id<ProgramId>();
                row.number = reader.integer();
                row.revision = reader.number();
                row.at = reader.instant();
                row.account = reader.id<AccountId>();
                row.verb = reader.word<ReviewVerb>();
                row.reason = reader.text();
                return reader.finish(std::move(row));
            });
        })
        .map([](std::vector<ProgramEvent> newest_first) {
            return std::vector<ProgramEvent>(newest_first.rbegin(), newest_first.rend());
        });
}

Result<PageOf<ProgramId>> ReviewSql::waiting(const Scope& scope, const Page& page) const {
    if (scope.units.size() > limits::scope_units_max) {
        return fail(ErrorCode::too_large, "a list spans too many units");
    }
    Values all = values(page.after, ProgramState::submitted);
    for (const UnitId& unit : scope.units) {
        all.push_back(to_value(unit));
    }
    all.push_back(to_value(clamped(page.limit) + 1));
    return connection_
        .query("SELECT p.id FROM programs p JOIN program_revisions r ON r.program_id = p.id"
               " WHERE p.id > $1 AND r.state = $2 AND r.revision = (SELECT MAX(m.revision)"
               " FROM program_revisions m WHERE m.program_id = p.id) AND p.unit_id IN"
               " (SELECT descendant_id FROM unit_closure WHERE ancestor_id IN "
                   + parameters(3, scope.units.size()) + ") ORDER BY p.id LIMIT $"
                   + std::to_string(all.size()),
               all)
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(
                rows, [](RowReader& reader) { return reader.finish(reader.id<ProgramId>()); });
        })
        .map([&](std::vector<ProgramId> rows) {
            return page_of(std::move(rows), page, [](const ProgramId& id) { return id.value; });
        });
}

Result<std::vector<std::int32_t>> ReviewSql::approved_revisions(const ProgramId& program) const {
    return connection_
        .query("SELECT revision FROM program_revisions WHERE program_id = $1 AND state = $2"
               " ORDER BY revision",
               values(program, ProgramState::approved))
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows,
                             [](RowReader& reader) { return reader.finish(reader.number()); });
        });
}

} // namespace marquee::manager::sql
