#include "manager/sql/content_sql.hpp"
#include "schemas/wire/slogan_looks.hpp"

namespace marquee::manager::sql {

namespace {

// As the staff REST writes them.
std::optional<std::string> looks_text(const Slogan& slogan) {
    if (!wire::has_looks(slogan)) {
        return std::nullopt;
    }
    return wire::write_object([&](wire::ObjectWriter& out) { wire::write_looks(out, slogan); });
}

// Newer programs may have kept more.
Result<Slogan> with_looks(const std::string& text, const Slogan& plain) {
    const wire::ReadRules rules{limits::program_bytes_max, wire::UnknownMembers::ignored};
    return wire::read_object(text, rules, [&](const wire::Object& in) {
        Slogan slogan = plain;
        wire::read_looks(in, slogan);
        return slogan;
    });
}

std::optional<Sha256> font_digest(const SloganStyle& style) {
    return style.font_asset ? std::optional(style.font_asset->sha256) : std::nullopt;
}

Values own_values(const SloganRecord& row) {
    const SloganStyle& style = row.slogan.style;
    return values(row.name, row.slogan.text, row.slogan.language, style.text, style.background,
                  style.motion, style.speed_pixels_per_second, style.text_height_pixels,
                  style.alignment, style.font, looks_text(row.slogan), font_digest(style));
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
    if (const std::optional<std::string> looks = reader.maybe_text()) {
        Result<Slogan> slogan = with_looks(*looks, row.slogan);
        if (!slogan) {
            return fail(ErrorCode::io_failed, "a slogan of the database cannot be read",
                        row.id.value);
        }
        row.slogan = *std::move(slogan);
    }
    reader.maybe_sha256(); // said in its looks; a column of its own for those who look for fonts
    return reader.finish(std::move(row));
}

} // namespace

ContentSql::ContentSql(Connection& connection)
    : connection_(connection),
      slogans_(connection, "slogans",
               {"name", "text", "language", "text_rgba", "background_rgba", "motion",
                "speed_pixels_per_second", "text_height_pixels", "alignment", "font", "looks",
                "font_sha256"}),
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
