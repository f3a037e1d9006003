// Display groups: displays that staff address together, across grids.
//
// Obtained from a Database (database.hpp) for the length of one read or write; const members read.
// add_, change_ and remove_ fail as described in content_repository.hpp.
#pragma once

#include <string>
#include <vector>

#include "manager/ports/row.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Its displays lie in the subtree of head.unit.
struct DisplayGroup {
    GroupId id;
    RowHead head;
    std::string name;
    std::vector<DisplayId> displays; // ascending, unique

    friend bool operator==(const DisplayGroup&, const DisplayGroup&) = default;
};

struct GroupMember {
    GroupId group;
    DisplayId display;

    friend bool operator==(const GroupMember&, const GroupMember&) = default;
};

class GroupRepository {
public:
    virtual ~GroupRepository() = default;

    virtual Status add_group(const DisplayGroup& row) = 0;
    virtual Result<std::int64_t> change_group(const DisplayGroup& row) = 0;
    // wrong_state while a schedule is aimed at it.
    virtual Status remove_group(const GroupId& id, std::int64_t version) = 0;
    virtual Result<DisplayGroup> group(const GroupId& id) const = 0;
    virtual Result<PageOf<DisplayGroup>> groups(const Scope& scope, const Page& page) const = 0;
    // Of all groups, in any order.
    virtual Result<std::vector<GroupMember>> members() const = 0;
};

} // namespace marquee::manager
