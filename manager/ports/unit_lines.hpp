// The tree of units, asked from below.
#pragma once

#include <unordered_map>
#include <vector>

#include "manager/ports/fleet_repository.hpp"
#include "manager/ports/row.hpp"

namespace marquee::manager {

// A value.
class UnitLines {
public:
    explicit UnitLines(std::vector<UnitPlace> places);

    // Whether the unit is `above` or below it.
    bool below(const UnitId& unit, const UnitId& above) const;
    // The lowest unit that holds both; empty for one that is not of the tree.
    UnitId common(const UnitId& a, const UnitId& b) const;
    // Empty for one that is not of the tree.
    std::string name(const UnitId& unit) const;
    // The unit next below the highest of the scope that holds this one, or the highest itself where
    // there is none between; empty outside of the scope.
    UnitId group_of(const UnitId& unit, const Scope& scope) const;
    // How many are in the scope's subtrees.
    std::uint64_t count(const Scope& scope) const;
    // The units in the scope's subtrees that have none below them, in order of id.
    std::vector<UnitPlace> leaves(const Scope& scope) const;

private:
    bool in(const UnitId& unit, const Scope& scope) const;
    std::vector<UnitId> line(const UnitId& unit) const; // from the unit to the root

    std::unordered_map<UnitId, UnitPlace> places_;
};

} // namespace marquee::manager
