#include "manager/sql/trash_sql.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <span>
#include <string_view>

#include "manager/sql/trash_cells.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

// A table with rows of a thing, and the column that names the thing.
struct Place {
    const char* table;
    const char* key;
};

constexpr std::array slogan_places{Place{"slogans", "id"}};
constexpr std::array asset_places{Place{"assets", "id"}, Place{"asset_notes", "asset_id"},
                                  Place{"asset_note_params", "asset_id"}};
constexpr std::array playlist_places{Place{"playlists", "id"},
                                     Place{"playlist_parts", "playlist_id"}};
constexpr std::array schedule_places{
    Place{"schedules", "id"}, Place{"schedule_windows", "schedule_id"},
    Place{"schedule_targets", "schedule_id"}, Place{"schedule_periods", "schedule_id"}};
constexpr std::array daypart_places{Place{"dayparts", "id"}};
constexpr std::array period_places{Place{"periods", "id"}};
constexpr std::array campaign_places{Place{"campaigns", "id"}};

// The thing's own table first, then those of its parts.
std::span<const Place> places_of(TrashKind kind) {
    switch (kind) {
    case TrashKind::slogan:
        return slogan_places;
    case TrashKind::asset:
        return asset_places;
    case TrashKind::playlist:
        return playlist_places;
    case TrashKind::schedule:
        return schedule_places;
    case TrashKind::daypart:
        return daypart_places;
    case TrashKind::period:
        return period_places;
    case TrashKind::campaign:
        return campaign_places;
    }
    return {};
}

constexpr std::array<std::string_view, 2> size_columns{"original_size_bytes",
                                                       "rendition_size_bytes"};

std::uint64_t size_of(const KeptRow& row) {
    std::uint64_t bytes = 0;
    for (const auto& [column, value] : row.cells) {
        const auto* const number = std::get_if<std::int64_t>(&value);
        if (number
            && std::find(size_columns.begin(), size_columns.end(), column) != size_columns.end()) {
            bytes += static_cast<std::uint64_t>(*number);
        }
    }
    return bytes;
}

bool is_hex(char letter) {
    return (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'f');
}

// Every digest that stands in the text: as the whole of it, or deep in a document.
void find_digests(std::string_view text, std::set<Sha256>& found) {
    constexpr std::size_t digits = 64;
    for (std::size_t from = 0; from < text.size();) {
        std::size_t end = from;
        while (end < text.size() && is_hex(text[end])) {
            ++end;
        }
        if (end - from == digits) {
            if (const auto digest = sha256_from_hex(text.substr(from, digits))) {
                found.insert(*digest);
            }
        }
        from = end + 1;
    }
}

Result<TrashEntry> read_entry(RowReader& reader) {
    TrashEntry entry;
    RowHead head;
    entry.id = read_head<Id<struct TrashTag>>(reader, head).value;
    entry.unit = head.unit;
    entry.deleted_at = head.created_at;
    entry.kind = reader.word<TrashKind>();
    entry.name = reader.text();
    entry.deleted_by = reader.id<AccountId>();
    entry.until = reader.instant();
    entry.size_bytes = static_cast<std::uint64_t>(reader.integer());
    return reader.finish(std::move(entry));
}

} // namespace

TrashSql::TrashSql(Connection& connection)
    : connection_(connection),
      entries_(connection, "trash", {"kind", "name", "deleted_by", "until_at", "size_bytes"}) {}

Status TrashSql::keep(const TrashEntry& entry) {
    std::vector<KeptRow> kept;
    for (const Place& place : places_of(entry.kind)) {
        auto rows = rows_of(connection_, place.table, place.key, entry.id);
        if (!rows) {
            return tl::unexpected<Error>(std::move(rows.error()));
        }
        kept.insert(kept.end(), rows->begin(), rows->end());
        if (kept.empty()) {
            return fail(ErrorCode::not_found, std::string("there is no such row in ") + place.table,
                        entry.id);
        }
    }
    const RowHead head{
        .unit = entry.unit, .created_at = entry.deleted_at, .changed_at = entry.deleted_at};
    return entries_
        .add(entry.id, head,
             values(entry.kind, entry.name, entry.deleted_by, entry.until, size_of(kept.front())))
        .and_then([&] { return write_cells(connection_, entry.id, kept); });
}

Status TrashSql::restore(const std::string& id) {
    const auto known = entry(id);
    const auto rows = known ? read_cells(connection_, id)
                            : Result<std::vector<KeptRow>>(tl::unexpected<Error>(known.error()));
    const auto missing =
        rows ? dangling(connection_, *rows)
             : Result<std::vector<std::string>>(tl::unexpected<Error>(rows.error()));
    if (!missing) {
        return tl::unexpected<Error>(missing.error());
    }
    if (!missing->empty()) {
        return refuse(id, *missing);
    }
    for (const KeptRow& row : *rows) {
        if (Status put = put_back(connection_, row); !put) {
            return put;
        }
    }
    // Nobody works on it any more.
    const auto queued = connection_.execute(
        "UPDATE assets SET state = $1, progress_percent = 0 WHERE id = $2 AND state = $3",
        values(AssetState::queued, id, AssetState::processing));
    return queued.and_then([&](std::int64_t) { return forget(id); });
}

Result<std::vector<Sha256>> TrashSql::remove(const std::string& id) {
    const auto known = entry(id);
    const auto rows = known ? read_cells(connection_, id)
                            : Result<std::vector<KeptRow>>(tl::unexpected<Error>(known.error()));
    if (!rows) {
        return tl::unexpected<Error>(rows.error());
    }
    std::set<Sha256> digests;
    for (const KeptRow& row : *rows) {
        for (const auto& [column, value] : row.cells) {
            if (const auto* const text = std::get_if<std::string>(&value)) {
                find_digests(*text, digests);
            }
        }
    }
    return forget(id).map([&] { return std::vector<Sha256>(digests.begin(), digests.end()); });
}

Result<TrashEntry> TrashSql::entry(const std::string& id) const {
    return entries_.get(id).and_then([](const Row& row) {
        RowReader reader(row);
        return read_entry(reader);
    });
}

Result<PageOf<TrashEntry>> TrashSql::entries(const Scope& scope, const Page& page) const {
    return entries_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_entry); })
        .map([&](std::vector<TrashEntry> rows) {
            return page_of(std::move(rows), page, [](const TrashEntry& row) { return row.id; });
        });
}

Result<std::vector<TrashEntry>> TrashSql::over(Instant now, std::size_t rows_max) const {
    return entries_
        .where("id IN (SELECT o.id FROM trash o WHERE o.until_at <= $1"
               " ORDER BY o.until_at LIMIT $2)",
               values(now, clamped(rows_max)))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_entry); });
}

Status TrashSql::refuse(const std::string& id, const std::vector<std::string>& missing) const {
    for (const std::string& other : missing) {
        if (const auto also = entry(other)) {
            return fail(ErrorCode::wrong_state, "what it refers to is in the trash too", id,
                        {{"state", "in_trash"}, {"in_trash", also->name}});
        }
    }
    return fail(ErrorCode::wrong_state, "what it refers to is gone", id,
                {{"state", "in_trash"}, {"gone", std::to_string(missing.size())}});
}

Status TrashSql::forget(const std::string& id) {
    return connection_.execute("DELETE FROM trash WHERE id = $1", values(id)).map([](std::int64_t) {
    });
}

} // namespace marquee::manager::sql
