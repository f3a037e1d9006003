#include <algorithm>

#include "manager/sql/media_sql.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const AssetRecord& row) {
    Values all = values(row.name, row.file_name, row.state, row.progress_percent, row.kind,
                        row.original.sha256, row.original.size_bytes);
    const auto append = [&all](const Values& more) {
        all.insert(all.end(), more.begin(), more.end());
    };
    if (row.rendition) {
        const Rendition& made = *row.rendition;
        append(values(made.asset.sha256, made.asset.size_bytes, made.asset.media_type,
                      made.size.width, made.size.height, made.duration, made.has_sound));
    } else {
        append(Values(7));
    }
    if (row.problem) {
        append(values(error_slug(row.problem->code), row.problem->what, row.problem->where));
    } else {
        append(Values(3));
    }
    return all;
}

std::optional<Rendition> read_rendition(RowReader& reader) {
    const auto digest = reader.maybe_sha256();
    Rendition made;
    made.asset.size_bytes = static_cast<std::uint64_t>(reader.maybe_integer().value_or(0));
    made.asset.media_type = reader.maybe_text().value_or(std::string());
    made.size.width = static_cast<std::int32_t>(reader.maybe_integer().value_or(0));
    made.size.height = static_cast<std::int32_t>(reader.maybe_integer().value_or(0));
    made.duration = Milliseconds{reader.maybe_integer().value_or(0)};
    made.has_sound = reader.maybe_integer().value_or(0) != 0;
    if (!digest) {
        return std::nullopt;
    }
    made.asset.sha256 = *digest;
    return made;
}

std::optional<Error> read_problem(RowReader& reader) {
    const auto slug = reader.maybe_text();
    auto what = reader.maybe_text().value_or(std::string());
    auto where = reader.maybe_text().value_or(std::string());
    if (!slug) {
        return std::nullopt;
    }
    // A code that newer software wrote is still a refusal.
    return Error{
        error_code(*slug).value_or(ErrorCode::internal), std::move(what), std::move(where), {}};
}

Result<AssetRecord> read_asset(RowReader& reader) {
    AssetRecord row;
    row.id = read_head<AssetId>(reader, row.head);
    row.name = reader.text();
    row.file_name = reader.text();
    row.state = reader.word<AssetState>();
    row.progress_percent = reader.number();
    row.kind = reader.maybe_word<MediaKind>();
    row.original.sha256 = reader.sha256();
    row.original.size_bytes = static_cast<std::uint64_t>(reader.integer());
    row.rendition = read_rendition(reader);
    row.problem = read_problem(reader);
    return reader.finish(std::move(row));
}

} // namespace

Status MediaSql::add_asset(const AssetRecord& row) {
    return assets_.add(row.id.value, row.head, own_values(row)).and_then([&] {
        return write_notes(row);
    });
}

Result<std::int64_t> MediaSql::rename_asset(const AssetRecord& row) {
    return connection_
        .execute("UPDATE assets SET name = $1, changed_at = $2, version = version + 1"
                 " WHERE id = $3 AND version = $4",
                 values(row.name, row.head.changed_at, row.id, row.head.version))
        .and_then([&](std::int64_t rows) -> Result<std::int64_t> {
            if (rows == 0) {
                return tl::unexpected<Error>(assets_.missed(row.id.value));
            }
            return row.head.version + 1;
        });
}

Status MediaSql::remove_asset(const AssetId& id, std::int64_t version) {
    return programs_showing(id).and_then([&](std::int64_t programs) -> Status {
        if (programs > 0) {
            return fail(ErrorCode::wrong_state, "a program shows it", id.value,
                        {{"state", "in_use"}});
        }
        return slogans_written_in(id).and_then([&](std::int64_t slogans) -> Status {
            if (slogans > 0) {
                return fail(ErrorCode::wrong_state, "slogans are written in it", id.value,
                            {{"state", "in_use"}});
            }
            return assets_.remove(id.value, version);
        });
    });
}

// Programs whose latest revision, or latest approved one, has an item made of the asset.
Result<std::int64_t> MediaSql::programs_showing(const AssetId& id) const {
    return number_of("SELECT COUNT(DISTINCT o.program_id) FROM program_item_assets o"
                     " WHERE o.asset_id = $1"
                     " AND (o.revision = (SELECT MAX(r.revision) FROM program_revisions r"
                     " WHERE r.program_id = o.program_id)"
                     " OR o.revision = (SELECT MAX(a.revision) FROM program_revisions a"
                     " WHERE a.program_id = o.program_id AND a.state = $2))",
                     values(id, ProgramState::approved));
}

// Slogans of the library, and the copies that programs and playlists have of them or of their own:
// there a font is named by its bytes, deep in a document.
Result<std::int64_t> MediaSql::slogans_written_in(const AssetId& id) const {
    return number_of(
        "SELECT COALESCE(SUM((SELECT COUNT(*) FROM slogans WHERE font_sha256 = f.rendition_sha256)"
        " + (SELECT COUNT(*) FROM playlists WHERE INSTR(items, f.rendition_sha256) > 0)"
        " + (SELECT COUNT(*) FROM program_revisions p"
        " WHERE (p.revision = (SELECT MAX(r.revision) FROM program_revisions r"
        " WHERE r.program_id = p.program_id)"
        " OR p.revision = (SELECT MAX(a.revision) FROM program_revisions a"
        " WHERE a.program_id = p.program_id AND a.state = $1))"
        " AND INSTR(p.payload, f.rendition_sha256) > 0)), 0)"
        " FROM assets f WHERE f.id = $2 AND f.kind = $3",
        values(ProgramState::approved, id, MediaKind::font));
}

Result<AssetRecord> MediaSql::asset(const AssetId& id) const {
    return assets_.get(id.value)
        .and_then([&](Row row) { return with_notes({std::move(row)}); })
        .map([](std::vector<AssetRecord> rows) { return std::move(rows.front()); });
}

Result<PageOf<AssetRecord>> MediaSql::assets(const Scope& scope, const AssetFilter& filter,
                                             const Page& page) const {
    std::vector<OwnedTable::Equal> equals;
    if (filter.state) {
        equals.push_back({"state", to_value(*filter.state)});
    }
    if (filter.kind) {
        equals.push_back({"kind", to_value(*filter.kind)});
    }
    return assets_.page(scope, page, equals)
        .and_then([&](const std::vector<Row>& rows) { return with_notes(rows); })
        .map([&](std::vector<AssetRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const AssetRecord& row) { return row.id.value; });
        });
}

Result<std::vector<AssetRecord>> MediaSql::ready_assets(const Sha256& rendition) const {
    return assets_
        .where("rendition_sha256 = $1 AND state = $2", values(rendition, AssetState::ready))
        .and_then([&](const std::vector<Row>& rows) { return with_notes(rows); });
}

Result<std::int64_t> MediaSql::uses_of_blob(const Sha256& digest) const {
    return number_of("SELECT (SELECT COUNT(*) FROM assets WHERE original_sha256 = $1"
                     " OR rendition_sha256 = $1)"
                     " + (SELECT COUNT(*) FROM slogans WHERE font_sha256 = $1)"
                     " + (SELECT COUNT(*) FROM program_revisions WHERE envelope_sha256 = $1)"
                     " + (SELECT COUNT(*) FROM wanted_manifests WHERE envelope_sha256 = $1)"
                     " + (SELECT COUNT(*) FROM trash_cells WHERE INSTR(words, $1) > 0)",
                     values(digest));
}

Result<std::optional<AssetRecord>> MediaSql::next_queued_asset() const {
    return assets_
        .where("id = (SELECT MIN(q.id) FROM assets q WHERE q.state = $1)",
               values(AssetState::queued))
        .and_then([&](const std::vector<Row>& rows) { return with_notes(rows); })
        .map([](std::vector<AssetRecord> rows) {
            return rows.empty() ? std::optional<AssetRecord>() : std::move(rows.front());
        });
}

Status MediaSql::begin_processing(const AssetId& id, Instant now) {
    return in_state(id, AssetState::queued).and_then([&](AssetRecord row) {
        row.state = AssetState::processing;
        row.progress_percent = 0;
        row.head.changed_at = now;
        return move(row);
    });
}

Status MediaSql::set_ready(const AssetId& id, const MadeRendition& made, Instant now) {
    return in_state(id, AssetState::processing).and_then([&](AssetRecord row) {
        row.state = AssetState::ready;
        row.progress_percent = 100;
        row.head.changed_at = now;
        row.kind = made.kind;
        row.rendition = made.rendition;
        row.notes = made.notes;
        return move(row);
    });
}

Status MediaSql::set_refused(const AssetId& id, const Error& problem, Instant now) {
    return in_state(id, AssetState::processing).and_then([&](AssetRecord row) {
        row.state = AssetState::refused;
        row.progress_percent = 100;
        row.head.changed_at = now;
        row.problem = problem;
        return move(row);
    });
}

Result<std::int64_t> MediaSql::requeue_processing(Instant now) {
    return connection_.execute("UPDATE assets SET state = $1, progress_percent = 0,"
                               " changed_at = $2, version = version + 1 WHERE state = $3",
                               values(AssetState::queued, now, AssetState::processing));
}

Status MediaSql::set_progress(const AssetId& id, std::int32_t percent) {
    return in_state(id, AssetState::processing).and_then([&](const AssetRecord&) {
        return connection_
            .execute("UPDATE assets SET progress_percent = $1 WHERE id = $2",
                     values(std::clamp(percent, 0, 99), id))
            .map([](std::int64_t) {});
    });
}

Result<AssetRecord> MediaSql::in_state(const AssetId& id, AssetState state) const {
    auto row = asset(id);
    if (row && row->state != state) {
        return fail(ErrorCode::wrong_state, "it is " + std::string(to_slug(row->state)), id.value);
    }
    return row;
}

Status MediaSql::move(const AssetRecord& row) {
    return assets_.change(row.id.value, row.head, own_values(row)).and_then([&](std::int64_t) {
        return write_notes(row);
    });
}

Result<std::vector<AssetRecord>> MediaSql::with_notes(const std::vector<Row>& rows) const {
    return read_rows(rows, read_asset)
        .and_then([&](std::vector<AssetRecord> assets) -> Result<std::vector<AssetRecord>> {
            if (Status read = read_notes(assets); !read) {
                return tl::unexpected<Error>(read.error());
            }
            return assets;
        });
}

} // namespace marquee::manager::sql
