#include "manager/sql/reviews_sql.hpp"
#include "manager/sql/times_text.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

// One row of policies, still without its filler.
Result<Policy> read_policy(const Row& cells) {
    RowReader reader(cells);
    Policy row;
    row.subject = reader.text();
    row.head.unit = reader.id<UnitId>();
    row.head.version = reader.integer();
    row.head.created_at = reader.instant();
    row.head.changed_at = reader.instant();
    if (const auto approvals = reader.maybe_integer()) {
        row.approvals_required = *approvals;
    }
    if (reader.integer() != 0) {
        row.filler.emplace();
    }
    auto off_hours = read_off_hours(reader.maybe_text());
    auto brightness = read_levels(reader.maybe_text());
    auto volume = read_levels(reader.maybe_text());
    if (!off_hours || !brightness || !volume) {
        return tl::unexpected<Error>(!off_hours    ? off_hours.error()
                                     : !brightness ? brightness.error()
                                                   : volume.error());
    }
    row.off_hours = *std::move(off_hours);
    row.brightness = *std::move(brightness);
    row.volume = *std::move(volume);
    return reader.finish(std::move(row));
}

} // namespace

Result<Policy> PolicySql::policy(const std::string& subject) const {
    const auto rows = connection_.query(
        "SELECT subject_id, unit_id, version, created_at, changed_at, approvals_required,"
        " has_filler, off_hours, brightness, volume FROM policies WHERE subject_id = $1",
        values(subject));
    if (!rows) {
        return tl::unexpected<Error>(rows.error());
    }
    if (rows->empty()) {
        Policy none{.subject = subject};
        none.head.version = 0;
        return none;
    }
    Result<Policy> row = read_policy(rows->front());
    if (!row || !row->filler) {
        return row;
    }
    return connection_
        .query("SELECT program_id FROM policy_fillers WHERE subject_id = $1 ORDER BY position",
               values(subject))
        .and_then([](const std::vector<Row>& cells) {
            return read_rows(
                cells, [](RowReader& reader) { return reader.finish(reader.id<ProgramId>()); });
        })
        .map([&](const std::vector<ProgramId>& filler) {
            row->filler = filler;
            return *row;
        });
}

Result<std::int64_t> PolicySql::put_policy(const Policy& row) {
    Values own =
        values(row.head.unit, row.head.version + 1, row.head.created_at, row.head.changed_at,
               row.approvals_required, row.filler ? 1 : 0, off_hours_text(row.off_hours),
               levels_text(row.brightness), levels_text(row.volume), row.subject);
    const bool known = row.head.version > 0;
    if (known) {
        own.push_back(row.head.version);
    }
    const auto stored = connection_.execute(
        known
            ? "UPDATE policies SET unit_id = $1, version = $2, created_at = $3, changed_at = $4,"
              " approvals_required = $5, has_filler = $6, off_hours = $7, brightness = $8,"
              " volume = $9 WHERE subject_id = $10 AND version = $11"
            : "INSERT INTO policies (unit_id, version, created_at, changed_at, approvals_required,"
              " has_filler, off_hours, brightness, volume, subject_id)"
              " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
              " ON CONFLICT (subject_id) DO NOTHING",
        own);
    if (!stored) {
        return tl::unexpected<Error>(stored.error());
    }
    if (*stored == 0) {
        return fail(ErrorCode::conflict, "somebody else has changed the policy", row.subject);
    }
    return write_filler(row).map([&] { return row.head.version + 1; });
}

Status PolicySql::write_filler(const Policy& row) {
    const auto cleared = connection_.execute("DELETE FROM policy_fillers WHERE subject_id = $1",
                                             values(row.subject));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    const std::vector<ProgramId> filler = row.filler.value_or(std::vector<ProgramId>());
    for (std::size_t i = 0; i < filler.size(); ++i) {
        const auto added =
            connection_.execute("INSERT INTO policy_fillers (subject_id, position, program_id)"
                                " VALUES ($1, $2, $3)",
                                values(row.subject, i, filler[i]));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Result<std::vector<std::string>> PolicySql::subjects() const {
    return connection_.query("SELECT subject_id FROM policies")
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) { return reader.finish(reader.text()); });
        });
}

Result<PolicySubjects> PolicySql::naming(const ProgramId& program) const {
    return connection_
        .query("SELECT u.id, d.id FROM policy_fillers f LEFT JOIN units u ON u.id = f.subject_id"
               " LEFT JOIN displays d ON d.id = f.subject_id WHERE f.program_id = $1",
               values(program))
        .map([](const std::vector<Row>& rows) {
            PolicySubjects subjects;
            for (const Row& cells : rows) {
                RowReader reader(cells);
                const auto unit = reader.id<UnitId>();
                const auto display = reader.id<DisplayId>();
                if (!unit.empty()) {
                    subjects.units.push_back(unit);
                } else if (!display.empty()) {
                    subjects.displays.push_back(display);
                }
            }
            return subjects;
        });
}

} // namespace marquee::manager::sql
