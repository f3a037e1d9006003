#include "ctl/directory.hpp"

#include "schemas/model/ids.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::ctl {

namespace {

struct NamedPage {
    std::vector<NamedRow> rows;
    std::string next;
};

Result<NamedPage> read_page(std::string_view body, std::string_view name_member) {
    return wire::read_object(body, wire::staff_answer, [&](wire::Object in) {
        const auto read_row = [&](const wire::Value& value) {
            const wire::Object row = value.object();
            return NamedRow{row.required("id").line(limits::name_bytes_max),
                            row.required(name_member).line(limits::name_bytes_max)};
        };
        return NamedPage{in.required("items").list(limits::page_rows_max, read_row),
                         in.optional("next_cursor").line(limits::name_bytes_max)};
    });
}

} // namespace

Status each_page(StaffClient& client, std::string_view path,
                 const std::function<Result<std::string>(const std::string& body)>& take) {
    std::string cursor;
    do {
        const std::string asked = std::string(path)
                                  + "?limit=" + std::to_string(limits::page_rows_max)
                                  + (cursor.empty() ? "" : "&cursor=" + cursor);
        Result<std::string> next = client.send({.path = asked}).and_then([&](const Answer& answer) {
            return take(answer.body);
        });
        if (!next) {
            return tl::unexpected<Error>(std::move(next.error()));
        }
        cursor = *std::move(next);
    } while (!cursor.empty());
    return {};
}

Result<std::vector<NamedRow>> read_names(StaffClient& client, std::string_view path,
                                         std::string_view name_member) {
    std::vector<NamedRow> rows;
    return each_page(client, path,
                     [&](const std::string& body) {
                         return read_page(body, name_member).map([&](const NamedPage& page) {
                             rows.insert(rows.end(), page.rows.begin(), page.rows.end());
                             return page.next;
                         });
                     })
        .map([&] { return rows; });
}

Result<std::string> resolve(const std::vector<NamedRow>& rows, std::string_view said) {
    const NamedRow* found = nullptr;
    for (const NamedRow& row : rows) {
        if (row.id == said) {
            return row.id;
        }
        if (row.name == said) {
            if (found != nullptr) {
                return fail(ErrorCode::conflict,
                            "two things are called '" + std::string(said) + "': say the id");
            }
            found = &row;
        }
    }
    if (found == nullptr) {
        return fail(ErrorCode::not_found, "there is nothing called '" + std::string(said) + "'");
    }
    return found->id;
}

Result<std::string> unit_called(StaffClient& client, const std::string& said) {
    return read_names(client, "/api/v1/units")
        .and_then([&](const std::vector<NamedRow>& rows) -> Result<std::string> {
            if (said.empty() && !rows.empty()) {
                return rows.front().id; // the oldest: the root
            }
            return resolve(rows, said);
        });
}

} // namespace marquee::ctl
