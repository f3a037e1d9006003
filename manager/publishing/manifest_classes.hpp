// Displays whose manifests differ in nothing but the display's own few members stand together as a
// class: hundreds of them for 100,000 displays. What a class shows is decided, written and hashed
// once.
//
// Pure. A schedule reaches a display when its targets address it, its program is approved and
// allowed there. Two displays are of one class when the same schedules reach them, the same
// policies hold for them, the same fillers are allowed on them, their players lack the same of what
// is needed, their clocks are in one zone, and both have a place on a wall or neither has.
//
// What a player cannot do is left out of its displays' manifests: it would refuse them as a whole.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "manager/publishing/class_keys.hpp"
#include "manager/publishing/fleet_index.hpp"
#include "manager/publishing/fleet_snapshot.hpp"
#include "manager/publishing/policies.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::manager {

struct ManifestClass {
    std::vector<std::uint32_t> displays;  // positions in the index, ascending
    std::vector<std::uint32_t> schedules; // of FleetSnapshot::schedules, ascending
    std::vector<std::uint32_t> programs;  // of FleetSnapshot::approved, ascending
    std::vector<ProgramId> filler;        // in turn
    std::uint32_t backdrop = 0;           // of FleetPlan::backdrops()
    std::string time_zone;                // IANA name
    std::uint32_t missing = 0;            // bit i: FleetSnapshot::needed[i]
    bool on_wall = false;                 // each display has a place on a wall
    bool says_names = false;              // some program says what its display is called
};

// Snapshot and index outlive it; the index was made from the snapshot's rows, in their order.
class FleetPlan {
public:
    FleetPlan(const FleetSnapshot& snapshot, const FleetIndex& fleet);

    // The classes of these displays, in order of their first one.
    std::vector<ManifestClass> classes(const DisplaySet& displays) const;

    // What the displays of the class have in common; the members of an overlay are empty, and stand
    // for others where the document must have them: a wall of one pixel, a name of one letter.
    Manifest shared_manifest(const ManifestClass& of, ZoneRules zone) const;
    // The same as a document.
    std::string shared_text(const ManifestClass& of, ZoneRules zone) const;

    // How many a manifest of the class would carry: limits::day_rules_per_manifest_max.
    std::size_t day_rules(const ManifestClass& of) const;

    const std::vector<Backdrop>& backdrops() const { return backdrops_; }

    // Who is reached by each of the snapshot's schedules.
    const std::vector<DisplaySet>& reach() const { return reach_; }

private:
    static constexpr std::uint32_t no_program = ~std::uint32_t{0};

    void decide_reach();
    void decide_backdrops();
    void decide_time_zones();
    void decide_abilities();
    void decide_walls();
    std::uint32_t find_program(const ProgramId& id) const;
    std::uint32_t intern(const Policy& policy);
    bool fills(const ProgramId& program) const;
    bool asks_for_holidays(const ManifestClass& of) const;
    ClassKeys keys() const;
    ManifestClass describe(std::uint32_t display) const;
    Manifest without_parts(const ManifestClass& of, ZoneRules zone) const;
    bool shown(std::uint32_t program, std::uint32_t display, std::uint32_t missing) const {
        return (program_needs_[program] & missing) == 0
               && (allowed_[program].size() == 0 || allowed_[program].contains(display));
    }

    const FleetSnapshot& snapshot_;
    const FleetIndex& fleet_;
    wire::ManifestParts parts_;                 // all programs and schedules of the snapshot
    std::vector<DisplaySet> allowed_;           // by program; of size 0: everywhere
    DisplaySet walled_;                         // with a place on a wall
    std::vector<DisplaySet> capable_;           // by capability that is needed
    std::vector<std::uint32_t> program_needs_;  // by program, as ManifestClass::missing
    std::vector<std::uint32_t> schedule_needs_; // by schedule, the same
    std::vector<std::uint32_t> program_of_;     // by schedule; no_program: none is approved
    std::vector<DisplaySet> reach_;             // by schedule
    std::vector<Backdrop> backdrops_;           // all different
    std::vector<std::uint32_t> backdrop_of_;    // by display
    std::vector<std::pair<std::string, DisplaySet>> time_zones_;
};

} // namespace marquee::manager
