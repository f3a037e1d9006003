// What there is to say about assets: position 0 is the problem's, the notes follow from 1 on.
#include <unordered_map>

#include "manager/sql/media_sql.hpp"

namespace marquee::manager::sql {

namespace {

struct NoteParam {
    AssetId asset;
    std::size_t position = 0;
    std::string name;
    std::string value;
};

// The assets of a page by their id, and the parameters of a query about all of them.
struct ByAsset {
    explicit ByAsset(std::vector<AssetRecord>& assets) {
        for (AssetRecord& asset : assets) {
            rows.emplace(asset.id.value, &asset);
            ids.push_back(to_value(asset.id));
        }
    }

    std::string condition() const { return "asset_id IN " + parameters(1, ids.size()); }

    std::unordered_map<std::string, AssetRecord*> rows;
    Values ids;
};

Result<NoteParam> read_param(RowReader& reader) {
    NoteParam row;
    row.asset = reader.id<AssetId>();
    row.position = static_cast<std::size_t>(reader.integer());
    row.name = reader.text();
    row.value = reader.text();
    return reader.finish(std::move(row));
}

// Where the params of a position belong; null: the database contradicts itself.
ErrorParams* params_at(AssetRecord& asset, std::size_t position) {
    if (position == 0) {
        return asset.problem ? &asset.problem->params : nullptr;
    }
    return position <= asset.notes.size() ? &asset.notes[position - 1].params : nullptr;
}

} // namespace

Status MediaSql::write_notes(const AssetRecord& row) {
    Status written =
        connection_.execute("DELETE FROM asset_notes WHERE asset_id = $1", values(row.id))
            .map([](std::int64_t) {});
    if (written && row.problem) {
        written = write_note(row.id, 0, {"", row.problem->params});
    }
    for (std::size_t i = 0; written && i < row.notes.size(); ++i) {
        written = write_note(row.id, i + 1, row.notes[i]);
    }
    return written;
}

Status MediaSql::write_note(const AssetId& asset, std::size_t position, const MediaNote& note) {
    auto written = connection_.execute("INSERT INTO asset_notes (asset_id, position, code)"
                                       " VALUES ($1, $2, $3)",
                                       values(asset, position, note.code));
    for (std::size_t i = 0; written && i < note.params.size(); ++i) {
        written = connection_.execute(
            "INSERT INTO asset_note_params (asset_id, position, number, name, value)"
            " VALUES ($1, $2, $3, $4, $5)",
            values(asset, position, i, note.params[i].first, note.params[i].second));
    }
    return written.map([](std::int64_t) {});
}

Status MediaSql::read_notes(std::vector<AssetRecord>& assets) const {
    const ByAsset by(assets);
    const auto notes =
        connection_.query("SELECT asset_id, code FROM asset_notes WHERE " + by.condition()
                              + " AND position > 0 ORDER BY asset_id, position",
                          by.ids);
    if (!notes) {
        return tl::unexpected<Error>(notes.error());
    }
    for (const Row& cells : *notes) {
        RowReader reader(cells);
        const auto asset = reader.id<AssetId>();
        by.rows.at(asset.value)->notes.push_back({reader.text(), {}});
    }
    const auto params =
        connection_
            .query("SELECT asset_id, position, name, value FROM asset_note_params WHERE "
                       + by.condition() + " ORDER BY asset_id, position, number",
                   by.ids)
            .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_param); });
    if (!params) {
        return tl::unexpected<Error>(params.error());
    }
    for (const NoteParam& param : *params) {
        ErrorParams* const place = params_at(*by.rows.at(param.asset.value), param.position);
        if (!place) {
            return fail(ErrorCode::io_failed, "a note of an asset is damaged", param.asset.value);
        }
        place->emplace_back(param.name, param.value);
    }
    return {};
}

} // namespace marquee::manager::sql
