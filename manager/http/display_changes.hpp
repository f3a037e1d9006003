// What staff change about displays, one at a time or many together.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/zoneinfo.hpp"
#include "manager/http/staff_route.hpp"
#include "manager/ports/database.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

// What is absent stays as it is.
struct DisplayPatch {
    std::optional<UnitId> unit; // it is moved there
    std::optional<std::string> title;
    std::optional<std::string> time_zone;
    std::optional<std::int32_t> volume_percent;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::optional<DisplayWall>> wall; // present and none: taken away; so below
    std::optional<std::optional<std::int32_t>> pixel_pitch_um;
    std::optional<std::optional<std::int32_t>> viewing_distance_mm;
    std::optional<std::optional<Position>> position;
};

struct DisplayChange {
    DisplayId display;
    std::int64_t version = 0; // of the display that was looked at
    DisplayPatch patch;
};

inline constexpr std::size_t display_changes_max = 500; // in one request

DisplayPatch read_display_patch(const wire::Object& in);
// `id`, `version`, `change`.
DisplayChange read_display_change(const wire::Value& value);

// Any thread; blocks on the database.
class DisplayChanges {
public:
    DisplayChanges(Database& database, const Zoneinfo& zones)
        : database_(database), zones_(zones) {}

    // The new version. A display is moved by somebody who may manage displays here and there; a
    // player all of whose displays are in one unit goes with them. not_allowed, not_found,
    // conflict, out_of_range, invalid_reference. Audited; whoever calls publishes.
    Result<std::int64_t> change(const StaffCall& call, const DisplayChange& wanted);

private:
    Database& database_;
    const Zoneinfo& zones_;
};

} // namespace marquee::manager
