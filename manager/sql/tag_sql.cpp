#include "manager/sql/tag_sql.hpp"

#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

namespace {

// One to a line: no tag holds a line's end.
std::string joined(const std::vector<std::string>& tags) {
    std::string text;
    for (const std::string& tag : tags) {
        text += (text.empty() ? "" : "\n") + tag;
    }
    return text;
}

std::vector<std::string> parted(std::string_view text) {
    std::vector<std::string> tags;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        tags.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return tags;
}

Result<Tagged> read_tagged(RowReader& reader) {
    RowHead head;
    Tagged row;
    row.id = read_head<Id<struct TaggedTag>>(reader, head).value;
    row.unit = head.unit;
    row.tags = parted(reader.text());
    return reader.finish(std::move(row));
}

} // namespace

TagSql::TagSql(Connection& connection)
    : connection_(connection), rows_(connection, "library_tags", {"tags"}) {}

Status TagSql::put(const Tagged& row, Instant now) {
    return remove(row.id).and_then([&] {
        const RowHead head{.unit = row.unit, .created_at = now, .changed_at = now};
        return row.tags.empty() ? Status{} : rows_.add(row.id, head, values(joined(row.tags)));
    });
}

Status TagSql::remove(const std::string& id) {
    return connection_.execute("DELETE FROM library_tags WHERE id = $1", values(id))
        .map([](std::int64_t) {});
}

Result<std::vector<std::string>> TagSql::of(const std::string& id) const {
    return rows_.where("id = $1", values(id))
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_tagged); })
        .map([](const std::vector<Tagged>& rows) {
            return rows.empty() ? std::vector<std::string>() : rows.front().tags;
        });
}

Result<PageOf<Tagged>> TagSql::tagged(const Scope& scope, const Page& page) const {
    return rows_.page(scope, page)
        .and_then([](const std::vector<Row>& rows) { return read_rows(rows, read_tagged); })
        .map([&](std::vector<Tagged> rows) {
            return page_of(std::move(rows), page, [](const Tagged& row) { return row.id; });
        });
}

} // namespace marquee::manager::sql
