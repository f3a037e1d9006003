#include "manager/http/display_changes.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "manager/access/audit.hpp"
#include "manager/access/authorizer.hpp"

namespace marquee::manager {

namespace {

constexpr double thousand = 1'000;    // micrometres in a millimetre, millimetres in a metre
constexpr double million = 1'000'000; // millionths of a degree
constexpr double pixel_pitch_mm_max = 100;
constexpr double viewing_distance_m_max = 1'000;

DisplayWall read_wall(const wire::Object& in) {
    DisplayWall wall;
    wall.name = in.optional("name").line(limits::name_bytes_max);
    const auto length = [&](std::string_view member, std::int32_t least) {
        return in.required(member).integer<std::int32_t>(least, limits::canvas_pixels_max);
    };
    wall.place.whole = {length("width", 1), length("height", 1)};
    wall.place.x = length("x", 0);
    wall.place.y = length("y", 0);
    if (wall.place.x >= wall.place.whole.width || wall.place.y >= wall.place.whole.height) {
        in.required(wall.place.x >= wall.place.whole.width ? "x" : "y")
            .refuse(ErrorCode::out_of_range, "the display lies beside its wall");
    }
    return wall;
}

// A number with up to three decimals that count.
std::optional<std::int32_t> read_thousandths(const wire::Value& value, double most) {
    return value.is_null() ? std::optional<std::int32_t>()
                           : static_cast<std::int32_t>(
                               std::lround(value.number(1 / thousand, most) * thousand));
}

Position read_position(const wire::Object& in) {
    const auto degrees = [&](std::string_view member, double most) {
        return static_cast<std::int32_t>(
            std::lround(in.required(member).number(-most, most) * million));
    };
    return {degrees("longitude", 180), degrees("latitude", 90)};
}

void apply(const DisplayPatch& patch, Display& row) {
    row.head.unit = patch.unit.value_or(row.head.unit);
    row.title = patch.title.value_or(row.title);
    row.time_zone = patch.time_zone.value_or(row.time_zone);
    row.volume_percent = patch.volume_percent.value_or(row.volume_percent);
    row.wall = patch.wall.value_or(row.wall);
    row.panel.pixel_pitch_um = patch.pixel_pitch_um.value_or(row.panel.pixel_pitch_um);
    row.position = patch.position.value_or(row.position);
    row.panel.viewing_distance_mm =
        patch.viewing_distance_mm.value_or(row.panel.viewing_distance_mm);
    if (patch.tags) {
        row.tags = *patch.tags;
        std::sort(row.tags.begin(), row.tags.end());
        row.tags.erase(std::unique(row.tags.begin(), row.tags.end()), row.tags.end());
    }
}

Status check_zone(const Zoneinfo& zones, const DisplayPatch& patch, Instant now) {
    if (patch.time_zone && !patch.time_zone->empty()
        && !zones.rules(*patch.time_zone, zone_span(now))) {
        return fail(ErrorCode::out_of_range, "there is no such time zone", "/time_zone",
                    {{"allowed", "Asia/Shanghai"}});
    }
    return {};
}

Status may_manage(const View& view, const StaffCall& call, const UnitId& unit) {
    return view.fleet.unit_path(unit).and_then([&](const std::vector<UnitId>& path) {
        return authorise_in(call.who, Action::manage_displays, path);
    });
}

Status may_move_to(const View& view, const StaffCall& call, const UnitId& unit) {
    if (const auto there = view.fleet.unit(unit); !there) {
        return fail(ErrorCode::invalid_reference, "there is no such unit", "/unit_id");
    }
    return may_manage(view, call, unit);
}

// A device whose displays are all in one unit is there too.
Status follow_displays(Change& change, const Display& moved, Instant now) {
    const auto displays = change.view().fleet.displays_of(moved.player);
    auto player = change.view().fleet.player(moved.player);
    if (!displays || !player) {
        return tl::unexpected<Error>(displays ? player.error() : displays.error());
    }
    const bool together = std::all_of(displays->begin(), displays->end(), [&](const Display& row) {
        return row.head.unit == moved.head.unit;
    });
    if (!together || player->head.unit == moved.head.unit) {
        return {};
    }
    player->head.unit = moved.head.unit;
    player->head.changed_at = now;
    return change.fleet.change_player(*player).map([](std::int64_t) {});
}

} // namespace

DisplayPatch read_display_patch(const wire::Object& in) {
    DisplayPatch patch;
    if (const wire::Value unit = in.optional("unit_id")) {
        patch.unit = unit.id<UnitId>();
    }
    if (const wire::Value title = in.optional("title")) {
        patch.title = title.line(limits::name_bytes_max);
    }
    if (const wire::Value zone = in.optional("time_zone")) {
        patch.time_zone = zone.line(limits::name_bytes_max);
    }
    if (const wire::Value volume = in.optional("volume_percent")) {
        patch.volume_percent = volume.integer<std::int32_t>(0, 100);
    }
    if (const wire::Value tags = in.optional("tags")) {
        patch.tags = tags.list(limits::tags_per_display_max, [](const wire::Value& tag) {
            return tag.line(limits::word_bytes_max, 1);
        });
    }
    if (const wire::Value wall = in.optional("wall")) {
        patch.wall =
            wall.is_null() ? std::optional<DisplayWall>() : std::optional(read_wall(wall.object()));
    }
    if (const wire::Value pitch = in.optional("pixel_pitch_mm")) {
        patch.pixel_pitch_um = read_thousandths(pitch, pixel_pitch_mm_max);
    }
    if (const wire::Value distance = in.optional("viewing_distance_m")) {
        patch.viewing_distance_mm = read_thousandths(distance, viewing_distance_m_max);
    }
    if (const wire::Value position = in.optional("position")) {
        patch.position = position.is_null() ? std::optional<Position>()
                                            : std::optional(read_position(position.object()));
    }
    return patch;
}

DisplayChange read_display_change(const wire::Value& value) {
    const wire::Object in = value.object();
    DisplayChange change;
    change.display = in.required("id").id<DisplayId>();
    change.version =
        in.required("version").integer<std::int64_t>(1, std::numeric_limits<std::int64_t>::max());
    change.patch = read_display_patch(in.required("change").object());
    return change;
}

Result<std::int64_t> DisplayChanges::change(const StaffCall& call, const DisplayChange& wanted) {
    if (Status zone = check_zone(zones_, wanted.patch, call.now); !zone) {
        return tl::unexpected<Error>(zone.error());
    }
    return database_.write([&](Change& change) -> Result<std::int64_t> {
        Result<Display> row = change.view().fleet.display(wanted.display);
        if (!row) {
            return tl::unexpected<Error>(row.error());
        }
        const bool moves = wanted.patch.unit && *wanted.patch.unit != row->head.unit;
        const Status allowed = may_manage(change.view(), call, row->head.unit).and_then([&] {
            return moves ? may_move_to(change.view(), call, *wanted.patch.unit) : Status{};
        });
        if (!allowed) {
            return tl::unexpected<Error>(allowed.error());
        }
        apply(wanted.patch, *row);
        row->head.version = wanted.version;
        row->head.changed_at = call.now;
        return change.fleet.change_display(*row).and_then(
            [&](std::int64_t version) -> Result<std::int64_t> {
                const Status followed = moves ? follow_displays(change, *row, call.now) : Status{};
                return followed
                    .and_then([&] {
                        return record(change, {.at = call.now,
                                               .unit = row->head.unit,
                                               .actor = call.who.account,
                                               .action = moves ? "display.move" : "display.change",
                                               .subject = row->id.value,
                                               .detail = row->title});
                    })
                    .map([&] { return version; });
            });
    });
}

} // namespace marquee::manager
