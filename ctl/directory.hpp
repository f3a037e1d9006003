// Names of things as people say them, and the ids the manager wants.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/staff_client.hpp"
#include "schemas/model/error.hpp"

namespace marquee::ctl {

// One row of a list: its id and the names it is known by.
struct NamedRow {
    std::string id;
    std::string name;
};

// Asks for a paged list page by page; `take(body)` reads one and says the cursor of the next, empty
// at the last.
Status each_page(StaffClient& client, std::string_view path,
                 const std::function<Result<std::string>(const std::string& body)>& take);

// Every row of a paged list such as "/api/v1/units". `name_member`: "name", or "title" of displays.
Result<std::vector<NamedRow>> read_names(StaffClient& client, std::string_view path,
                                         std::string_view name_member = "name");

// The id that `said` is, or names. not_found; conflict when two rows have the name.
Result<std::string> resolve(const std::vector<NamedRow>& rows, std::string_view said);

// The id of the unit that --unit or --parent names; the root when it is not said.
Result<std::string> unit_called(StaffClient& client, const std::string& said);

} // namespace marquee::ctl
