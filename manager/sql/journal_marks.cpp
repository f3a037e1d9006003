#include "manager/sql/journal_marks.hpp"

#include "manager/sql/owned_table.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

Result<JournalMark> read_mark(Connection& connection, const DisplayId& display,
                              std::string_view journal) {
    return connection
        .query("SELECT number, lost FROM journal_marks WHERE display_id = $1 AND journal = $2",
               values(display, journal))
        .and_then([](const std::vector<Row>& rows) -> Result<JournalMark> {
            if (rows.empty()) {
                return JournalMark{};
            }
            RowReader reader(rows.front());
            JournalMark mark;
            mark.number = static_cast<std::uint64_t>(reader.integer());
            mark.lost = static_cast<std::uint64_t>(reader.integer());
            return reader.finish(mark);
        });
}

Status write_mark(Connection& connection, const DisplayId& display, std::string_view journal,
                  const JournalMark& mark) {
    return connection
        .execute("INSERT INTO journal_marks (display_id, journal, number, lost)"
                 " VALUES ($1, $2, $3, $4) ON CONFLICT (display_id, journal) DO UPDATE"
                 " SET number = excluded.number, lost = excluded.lost",
                 values(display, journal, mark.number, mark.lost))
        .map([](std::int64_t) {});
}

std::string units_below(std::size_t first, std::size_t count) {
    return "SELECT descendant_id FROM unit_closure WHERE ancestor_id IN "
           + parameters(first, count);
}

} // namespace marquee::manager::sql
