// The whole fleet, or a part of it, laid out so that "which displays does this address" is a matter
// of microseconds: displays stand in the preorder of the tree of units, so that a subtree is an
// interval of positions; tags and groups are bitmaps over the positions.
//
// Pure: built once from rows, then only read, by any number of threads. 100,000 displays take some
// tens of milliseconds.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "manager/ports/content_repository.hpp"
#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/group_repository.hpp"
#include "manager/publishing/display_set.hpp"
#include "schemas/rules/tag_expression.hpp"

namespace marquee::manager {

// A display as far as addressing goes. Borrows from its row.
struct PlacedDisplay {
    const DisplayId& id;
    const UnitId& unit;
    const std::vector<std::string>& tags; // ascending, unique
};

class FleetIndex {
public:
    // `units`: the whole tree, in any order; a unit whose parent is missing stands beside the root.
    // A display of an unknown unit is in no subtree. Members of groups that are not among
    // `displays` are left out.
    FleetIndex(const std::vector<UnitPlace>& units, const std::vector<PlacedDisplay>& displays,
               const std::vector<GroupMember>& members);

    // How many displays there are. Positions are 0 to size() - 1: by unit, then by tags, so that
    // bitmaps are runs of equal bits.
    std::size_t size() const { return order_.size(); }

    // Neighbours of one unit.
    struct UnitRun {
        UnitId unit;
        std::int32_t first = 0; // position
        std::int32_t last = 0;  // one after the last
    };
    const std::vector<UnitRun>& unit_runs() const { return unit_runs_; }

    // Where the display at a position stood in the rows the index was made from.
    std::size_t row_of(std::size_t position) const { return order_[position]; }

    // The display's position; size() for one that is not here.
    std::size_t position_of(const DisplayId& display) const;

    DisplaySet none() const { return DisplaySet(size()); }
    DisplaySet everything() const;
    DisplaySet below(const UnitId& unit) const; // with the unit itself
    DisplaySet tagged(const std::string& tag) const;
    DisplaySet satisfying(const rules::TagExpression& tags) const;
    DisplaySet in_group(const GroupId& group) const;
    DisplaySet named(const std::vector<DisplayId>& displays) const;

    // The displays in the units of `targets` whose tags satisfy its expression, those it names, and
    // those of its groups, but for what it excludes. An expression that cannot be read selects
    // nothing: it was refused when the schedule was stored.
    DisplaySet resolve(const ScheduleTargets& targets) const;

private:
    struct Range {
        std::size_t first = 0;
        std::size_t last = 0;
    };
    // A unit in preorder: its number, and one more than the last number below it.
    struct Numbered {
        std::uint32_t number = 0;
        std::uint32_t end = 0;
    };
    using UnitOrder = std::unordered_map<UnitId, Numbered>;

    static UnitOrder number_units(const std::vector<UnitPlace>& units);
    void lay_out(const std::vector<PlacedDisplay>& displays, const UnitOrder& units);
    void note_positions(const std::vector<PlacedDisplay>& displays);
    void add_below(DisplaySet& set, const UnitId& unit) const;

    std::vector<std::uint32_t> order_;                           // row by position
    std::vector<std::pair<DisplayId, std::uint32_t>> positions_; // by id
    std::vector<UnitRun> unit_runs_;                             // in order of position
    std::unordered_map<UnitId, Range> subtrees_;                 // positions of all below
    std::unordered_map<std::string, DisplaySet> tags_;
    std::unordered_map<GroupId, DisplaySet> groups_;
};

} // namespace marquee::manager
