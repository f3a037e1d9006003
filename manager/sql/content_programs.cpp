#include "manager/sql/content_sql.hpp"

namespace marquee::manager::sql {

namespace {

constexpr const char* revision_columns =
    "SELECT program_id, revision, unit_id, version, created_at, changed_at, state, payload,"
    " cycle_ms, payload_sha256, envelope_sha256, envelope_size_bytes FROM program_revisions ";

Result<ProgramRecord> read_program(RowReader& reader) {
    ProgramRecord row;
    row.id = read_head<ProgramId>(reader, row.head);
    row.name = reader.text();
    return reader.finish(std::move(row));
}

Result<ProgramRevision> read_revision(const Row& cells) {
    RowReader reader(cells);
    ProgramRevision row;
    row.program = reader.id<ProgramId>();
    row.revision = reader.number();
    row.head.unit = reader.id<UnitId>();
    row.head.version = reader.integer();
    row.head.created_at = reader.instant();
    row.head.changed_at = reader.instant();
    row.state = reader.word<ProgramState>();
    row.payload = reader.text();
    row.cycle = reader.milliseconds();
    row.payload_sha256 = reader.sha256();
    row.envelope_sha256 = reader.sha256();
    row.envelope_size_bytes = static_cast<std::uint64_t>(reader.integer());
    return reader.finish(std::move(row));
}

bool is_open_for_edits(ProgramState state) {
    return state == ProgramState::draft || state == ProgramState::returned;
}

// A revision that was approved once never becomes editable again.
bool may_become(ProgramState from, ProgramState to) {
    const bool was_approved = from == ProgramState::approved || from == ProgramState::withdrawn;
    return !was_approved || to == from || to == ProgramState::withdrawn;
}

Status check_frozen(const ProgramRevision& stored, const ProgramRevision& wanted) {
    const bool same = stored.payload == wanted.payload && stored.origins == wanted.origins
                      && stored.cycle == wanted.cycle;
    if ((!same && !is_open_for_edits(stored.state)) || !may_become(stored.state, wanted.state)) {
        return fail(ErrorCode::wrong_state,
                    "the revision is " + std::string(to_slug(stored.state)) + " and stays as it is",
                    stored.program.value);
    }
    return {};
}

} // namespace

Status ContentSql::add_program(const ProgramRecord& row) {
    return programs_.add(row.id.value, row.head, values(row.name));
}

Result<std::int64_t> ContentSql::change_program(const ProgramRecord& row) {
    return programs_.change(row.id.value, row.head, values(row.name));
}

Status ContentSql::remove_program(const ProgramId& id, std::int64_t version) {
    return programs_.remove(id.value, version);
}

Result<ProgramRecord> ContentSql::program(const ProgramId& id) const {
    return programs_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_program(reader);
    });
}

Result<PageOf<ProgramRecord>> ContentSql::programs(const Scope& scope, const Page& page) const {
    return programs_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_program); })
        .map([&](std::vector<ProgramRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const ProgramRecord& row) { return row.id.value; });
        });
}

Status ContentSql::add_revision(const ProgramRevision& row) {
    return connection_
        .execute("INSERT INTO program_revisions (program_id, revision, unit_id, version,"
                 " created_at, changed_at, state, payload, cycle_ms, payload_sha256,"
                 " envelope_sha256, envelope_size_bytes) VALUES "
                     + parameters(1, 12),
                 values(row.program, row.revision, row.head.unit, 1, row.head.created_at,
                        row.head.changed_at, row.state, row.payload, row.cycle, row.payload_sha256,
                        row.envelope_sha256, row.envelope_size_bytes))
        .and_then([&](std::int64_t) { return write_origins(row); });
}

Result<std::int64_t> ContentSql::change_revision(const ProgramRevision& row) {
    const auto stored = revision(row.program, row.revision);
    if (!stored) {
        return tl::unexpected<Error>(stored.error());
    }
    if (stored->head.version != row.head.version) {
        return fail(ErrorCode::conflict, "somebody else has changed it since it was read",
                    row.program.value);
    }
    return check_frozen(*stored, row)
        .and_then([&] {
            return connection_.execute(
                "UPDATE program_revisions SET unit_id = $1, version = version + 1,"
                " changed_at = $2, state = $3, payload = $4, cycle_ms = $5, payload_sha256 = $6,"
                " envelope_sha256 = $7, envelope_size_bytes = $8"
                " WHERE program_id = $9 AND revision = $10",
                values(row.head.unit, row.head.changed_at, row.state, row.payload, row.cycle,
                       row.payload_sha256, row.envelope_sha256, row.envelope_size_bytes,
                       row.program, row.revision));
        })
        .and_then([&](std::int64_t) { return write_origins(row); })
        .map([&] { return row.head.version + 1; });
}

Result<ProgramRevision> ContentSql::revision(const ProgramId& program,
                                             std::int32_t revision) const {
    return find_revision("WHERE program_id = $1 AND revision = $2", values(program, revision));
}

Result<ProgramRevision> ContentSql::latest_revision(const ProgramId& program) const {
    return find_revision("WHERE program_id = $1 ORDER BY revision DESC LIMIT 1", values(program));
}

Result<ProgramRevision> ContentSql::approved_revision(const ProgramId& program) const {
    return find_revision("WHERE program_id = $1 AND state = $2 ORDER BY revision DESC LIMIT 1",
                         values(program, ProgramState::approved));
}

Result<ProgramRevision> ContentSql::find_revision(const std::string& tail,
                                                  const Values& values_) const {
    const auto rows = connection_.query(revision_columns + tail, values_);
    if (!rows) {
        return tl::unexpected<Error>(rows.error());
    }
    if (rows->empty()) {
        return fail(ErrorCode::not_found, "there is no such revision of the program");
    }
    auto found = read_revision(rows->front());
    if (!found) {
        return found;
    }
    return read_origins(*found).map([&] { return *found; });
}

Result<std::vector<RevisionSummary>>
ContentSql::latest_revisions(const std::vector<ProgramId>& programs) const {
    Values ids;
    for (const ProgramId& id : programs) {
        ids.push_back(to_value(id));
    }
    return connection_
        .query("SELECT program_id, revision, state, cycle_ms FROM program_revisions p"
               " WHERE program_id IN "
                   + parameters(1, ids.size())
                   + " AND revision = (SELECT MAX(r.revision) FROM program_revisions r"
                     " WHERE r.program_id = p.program_id)",
               ids)
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                RevisionSummary row;
                row.program = reader.id<ProgramId>();
                row.revision = reader.number();
                row.state = reader.word<ProgramState>();
                row.cycle = reader.milliseconds();
                return reader.finish(std::move(row));
            });
        });
}

} // namespace marquee::manager::sql
