#include "manager/sql/media_sql.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const UploadRecord& row) {
    return values(row.account, row.name, row.file_name, row.length, row.offset, row.expires_at,
                  row.sha256, row.asset);
}

Result<UploadRecord> read_upload(RowReader& reader) {
    UploadRecord row;
    row.id = read_head<UploadId>(reader, row.head);
    row.account = reader.id<AccountId>();
    row.name = reader.text();
    row.file_name = reader.text();
    row.length = static_cast<std::uint64_t>(reader.integer());
    row.offset = static_cast<std::uint64_t>(reader.integer());
    row.expires_at = reader.instant();
    row.sha256 = reader.maybe_sha256();
    row.asset = reader.id<AssetId>();
    return reader.finish(std::move(row));
}

} // namespace

MediaSql::MediaSql(Connection& connection)
    : connection_(connection),
      uploads_(connection, "uploads",
               {"account_id", "name", "file_name", "length_bytes", "offset_bytes", "expires_at",
                "sha256", "asset_id"}),
      assets_(connection, "assets",
              {"name", "file_name", "state", "progress_percent", "kind", "original_sha256",
               "original_size_bytes", "rendition_sha256", "rendition_size_bytes", "media_type",
               "width", "height", "duration_ms", "has_sound", "problem_code", "problem_what",
               "problem_where"}) {}

Status MediaSql::add_upload(const UploadRecord& row) {
    return uploads_.add(row.id.value, row.head, own_values(row));
}

Result<std::int64_t> MediaSql::change_upload(const UploadRecord& row) {
    return uploads_.change(row.id.value, row.head, own_values(row));
}

Status MediaSql::remove_upload(const UploadId& id, std::int64_t version) {
    return uploads_.remove(id.value, version);
}

Result<UploadRecord> MediaSql::upload(const UploadId& id) const {
    return uploads_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_upload(reader);
    });
}

Result<std::vector<UploadRecord>> MediaSql::expired_uploads(Instant now,
                                                            std::size_t rows_max) const {
    return uploads_
        .where("id IN (SELECT e.id FROM uploads e WHERE e.expires_at <= $1"
               " ORDER BY e.expires_at LIMIT $2)",
               values(now, clamped(rows_max)))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_upload); });
}

Result<std::vector<UploadRecord>> MediaSql::whole_uploads() const {
    return uploads_.where("asset_id IS NULL AND offset_bytes = length_bytes", {})
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_upload); });
}

Result<std::uint64_t> MediaSql::bytes_claimed(const UnitId& unit) const {
    return number_of("SELECT (SELECT COALESCE(SUM(a.original_size_bytes"
                     " + COALESCE(a.rendition_size_bytes, 0)), 0) FROM assets a"
                     " JOIN unit_closure c ON c.descendant_id = a.unit_id"
                     " WHERE c.ancestor_id = $1)"
                     " + (SELECT COALESCE(SUM(u.length_bytes), 0) FROM uploads u"
                     " JOIN unit_closure d ON d.descendant_id = u.unit_id"
                     " WHERE d.ancestor_id = $1 AND u.asset_id IS NULL)"
                     " + (SELECT COALESCE(SUM(t.size_bytes), 0) FROM trash t"
                     " JOIN unit_closure e ON e.descendant_id = t.unit_id"
                     " WHERE e.ancestor_id = $1)",
                     values(unit))
        .map([](std::int64_t bytes) { return static_cast<std::uint64_t>(bytes); });
}

Result<std::uint64_t> MediaSql::bytes_awaited() const {
    return number_of("SELECT COALESCE(SUM(length_bytes - offset_bytes), 0) FROM uploads"
                     " WHERE asset_id IS NULL",
                     {})
        .map([](std::int64_t bytes) { return static_cast<std::uint64_t>(bytes); });
}

Result<std::int64_t> MediaSql::number_of(const std::string& query, const Values& values) const {
    return connection_.query(query, values).and_then([](const std::vector<Row>& rows) {
        RowReader reader(rows.front());
        const std::int64_t number = reader.integer();
        return reader.finish(number);
    });
}

} // namespace marquee::manager::sql
