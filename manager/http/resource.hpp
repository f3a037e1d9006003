// What the resources' files have in common: members every row has, and lists of rows.
#pragma once

#include <string>
#include <string_view>

#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "manager/ports/row.hpp"
#include "schemas/wire/writer.hpp"

namespace marquee::manager {

// `unit_id`, `version`, `created_at`, `changed_at`.
void write_head(wire::ObjectWriter& out, const RowHead& head);

// {"items": […], "next_cursor": "…"}; the last page has no next_cursor.
template<typename Row, typename Write>
Response list_of(const PageOf<Row>& page, Write write) {
    return json(wire::write_object([&](wire::ObjectWriter& out) {
        out.list("items", page.rows, write);
        if (!page.next.empty()) {
            out.member("next_cursor", page.next);
        }
    }));
}

// Whether the query says `with_shared=true`; malformed where it says anything but true or false.
Result<bool> asks_for_shared(const Request& request);

// Reads one page with `read(view, scope, page)` and writes its rows with `write`.
template<typename Read, typename Write>
Result<Response> answer_list(Database& database, const StaffCall& call, Read read, Write write) {
    return page_of(call.request)
        .and_then([&](const Page& page) {
            return database.read([&](const View& view) { return read(view, call.scope, page); });
        })
        .map([&](const auto& page) { return list_of(page, write); });
}

// The same of what units share with those below them: with `with_shared=true` in the query also the
// rows of the units above the caller's.
template<typename Read, typename Write>
Result<Response> answer_shared_list(Database& database, const StaffCall& call, Read read,
                                    Write write) {
    return asks_for_shared(call.request).and_then([&](bool and_above) {
        const auto read_shared = [&](const View& view, Scope scope, const Page& page) {
            scope.and_above = and_above;
            return read(view, scope, page);
        };
        return answer_list(database, call, read_shared, write);
    });
}

// What a request is about that names a unit in `unit_id` of its query: that unit's subtree, where
// the caller may do `action`; without it, all where the caller may.
Result<Scope> scope_asked(const View& view, const StaffCall& call, Action action);

// The unit named by the body's `unit_id`: whose a new thing will be. The rest of the body is the
// handler's to read.
UnitOf unit_in_body();

// Whose an existing thing is: the unit of the row that `find(view, id)` gives for the pattern's
// first place.
template<typename Find>
UnitOf unit_of_row(Database& database, Find find) {
    return [&database, find](const Request&,
                             const std::vector<std::string>& places) -> Result<UnitId> {
        return database.read([&](const View& view) { return find(view, places.front()); })
            .map([](const auto& row) { return row.head.unit; });
    };
}

} // namespace marquee::manager
