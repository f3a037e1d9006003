#include "manager/sql/content_sql.hpp"

namespace marquee::manager::sql {

namespace {

Values own_values(const SloganRecord& row) {
    const SloganStyle& style = row.slogan.style;
    return values(row.name, row.slogan.text, row.slogan.language, style.text, style.background,
                  style.motion, style.speed_pixels_per_second, style.text_height_pixels,
                  style.alignment, style.font);
}

Result<SloganRecord> read_slogan(RowReader& reader) {
    SloganRecord row;
    row.id = read_head<SloganId>(reader, row.head);
    row.name = reader.text();
    row.slogan.text = reader.text();
    row.slogan.language = reader.text();
    SloganStyle& style = row.slogan.style;
    style.text = reader.colour();
    style.background = reader.colour();
    style.motion = reader.word<Motion>();
    style.speed_pixels_per_second = reader.number();
    style.text_height_pixels = reader.number();
    style.alignment = reader.word<Alignment>();
    style.font = reader.text();
    return reader.finish(std::move(row));
}

} // namespace

ContentSql::ContentSql(Connection& connection)
    : connection_(connection),
      slogans_(connection, "slogans",
               {"name", "text", "language", "text_rgba", "background_rgba", "motion",
                "speed_pixels_per_second", "text_height_pixels", "alignment", "font"}),
      playlists_(connection, "playlists", {"name", "items"}),
      programs_(connection, "programs", {"name"}),
      schedules_(connection) {}

Status ContentSql::add_slogan(const SloganRecord& row) {
    return slogans_.add(row.id.value, row.head, own_values(row));
}

Result<std::int64_t> ContentSql::change_slogan(const SloganRecord& row) {
    return slogans_.change(row.id.value, row.head, own_values(row));
}

Status ContentSql::remove_slogan(const SloganId& id, std::int64_t version) {
    return slogans_.remove(id.value, version);
}

Result<SloganRecord> ContentSql::slogan(const SloganId& id) const {
    return slogans_.get(id.value).and_then([](const Row& row) {
        RowReader reader(row);
        return read_slogan(reader);
    });
}

Result<PageOf<SloganRecord>> ContentSql::slogans(const Scope& scope, const Page& page) const {
    return slogans_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_slogan); })
        .map([&](std::vector<SloganRecord> rows) {
            return page_of(std::move(rows), page,
                           [](const SloganRecord& row) { return row.id.value; });
        });
}

} // namespace marquee::manager::sql
