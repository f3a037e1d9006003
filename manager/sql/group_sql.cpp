#include "manager/sql/reviews_sql.hpp"
#include "manager/sql/values.hpp"

namespace marquee::manager::sql {

Status GroupSql::add_group(const DisplayGroup& row) {
    return groups_.add(row.id.value, row.head, values(row.name)).and_then([&] {
        return write_members(row);
    });
}

Result<std::int64_t> GroupSql::change_group(const DisplayGroup& row) {
    const auto version = groups_.change(row.id.value, row.head, values(row.name));
    if (!version) {
        return version;
    }
    return write_members(row).map([&] { return *version; });
}

Status GroupSql::remove_group(const GroupId& id, std::int64_t version) {
    return groups_.remove(id.value, version);
}

Status GroupSql::write_members(const DisplayGroup& row) {
    const auto cleared = connection_.execute(
        "DELETE FROM display_group_members WHERE group_id = $1", values(row.id));
    if (!cleared) {
        return tl::unexpected<Error>(cleared.error());
    }
    for (const DisplayId& display : row.displays) {
        const auto added = connection_.execute(
            "INSERT INTO display_group_members (group_id, display_id) VALUES ($1, $2)",
            values(row.id, display));
        if (!added) {
            return tl::unexpected<Error>(added.error());
        }
    }
    return {};
}

Result<std::vector<DisplayGroup>> GroupSql::with_members(const std::vector<Row>& rows) const {
    auto answer = read_rows(rows, [](RowReader& reader) {
        DisplayGroup row;
        row.id = read_head<GroupId>(reader, row.head);
        row.name = reader.text();
        return reader.finish(std::move(row));
    });
    if (!answer) {
        return answer;
    }
    for (DisplayGroup& row : *answer) {
        auto members = connection_
                           .query("SELECT display_id FROM display_group_members"
                                  " WHERE group_id = $1 ORDER BY display_id",
                                  values(row.id))
                           .and_then([](const std::vector<Row>& cells) {
                               return read_rows(cells, [](RowReader& reader) {
                                   return reader.finish(reader.id<DisplayId>());
                               });
                           });
        if (!members) {
            return tl::unexpected<Error>(std::move(members.error()));
        }
        row.displays = *std::move(members);
    }
    return answer;
}

Result<DisplayGroup> GroupSql::group(const GroupId& id) const {
    return groups_.get(id.value)
        .and_then([&](Row row) { return with_members({std::move(row)}); })
        .map([](std::vector<DisplayGroup> rows) { return std::move(rows.front()); });
}

Result<PageOf<DisplayGroup>> GroupSql::groups(const Scope& scope, const Page& page) const {
    return groups_.page(scope, page)
        .and_then([&](const std::vector<Row>& rows) { return with_members(rows); })
        .map([&](std::vector<DisplayGroup> rows) {
            return page_of(std::move(rows), page,
                           [](const DisplayGroup& row) { return row.id.value; });
        });
}

Result<std::vector<GroupMember>> GroupSql::members() const {
    return connection_.query("SELECT group_id, display_id FROM display_group_members")
        .and_then([](const std::vector<Row>& rows) {
            return read_rows(rows, [](RowReader& reader) {
                GroupMember member{.group = reader.id<GroupId>(), .display = {}};
                member.display = reader.id<DisplayId>();
                return reader.finish(std::move(member));
            });
        });
}

} // namespace marquee::manager::sql
