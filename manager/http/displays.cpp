#include "manager/http/displays.hpp"

#include <cmath>

#include "manager/access/audit.hpp"
#include "manager/http/display_body.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/reader.hpp"

namespace marquee::manager {

namespace {

// What staff may change about a display.
struct Patch {
    std::optional<std::string> title;
    std::optional<std::string> time_zone;
    std::optional<std::int32_t> volume_percent;
    std::optional<std::vector<std::string>> tags;
    std::optional<std::optional<DisplayWall>> wall; // present and none: taken away; so below
    std::optional<std::optional<std::int32_t>> pixel_pitch_um;
    std::optional<std::optional<std::int32_t>> viewing_distance_mm;
};

constexpr double thousand = 1'000; // micrometres in a millimetre, millimetres in a metre
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

Patch read_patch(const wire::Object& in) {
    Patch patch;
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
    return patch;
}

void apply(const Patch& patch, Display& row) {
    row.title = patch.title.value_or(row.title);
    row.time_zone = patch.time_zone.value_or(row.time_zone);
    row.volume_percent = patch.volume_percent.value_or(row.volume_percent);
    row.wall = patch.wall.value_or(row.wall);
    row.panel.pixel_pitch_um = patch.pixel_pitch_um.value_or(row.panel.pixel_pitch_um);
    row.panel.viewing_distance_mm =
        patch.viewing_distance_mm.value_or(row.panel.viewing_distance_mm);
    if (patch.tags) {
        row.tags = *patch.tags;
        std::sort(row.tags.begin(), row.tags.end());
        row.tags.erase(std::unique(row.tags.begin(), row.tags.end()), row.tags.end());
    }
}

Result<Display> find(const View& view, const std::string& id) {
    return view.fleet.display(DisplayId{id});
}

Result<Player> find_player(const View& view, const std::string& id) {
    return view.fleet.player(PlayerId{id});
}

Response answer_with(const DisplayState& state, Language language) {
    return json_of(
        wire::write_object([&](wire::ObjectWriter& out) { write_display(out, state, language); }),
        state.row.head.version);
}

} // namespace

StaffRoutes DisplayResource::routes() {
    const std::string_view one = "/api/v1/displays/{id}";
    return {
        {Method::get,
         "/api/v1/displays",
         Action::read_fleet,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::get, one, Action::read_fleet, unit_of_row(database_, find),
         [this](const auto& call) { return show(call); }},
        {Method::patch, one, Action::manage_displays, unit_of_row(database_, find),
         [this](const auto& call) { return change(call); }},
        {Method::get,
         "/api/v1/players",
         Action::read_fleet,
         {},
         [this](const auto& call) { return list_players(call); }},
        {Method::get, "/api/v1/players/{id}", Action::read_fleet,
         unit_of_row(database_, find_player),
         [this](const auto& call) { return show_player(call); }},
    };
}

Result<Response> DisplayResource::list(const StaffCall& call) {
    const AskedAt asked{call.now, clock_.monotonic()};
    const Language language = language_of(call.request);
    return answer_list(
        database_, call,
        [&](const View& view, const Scope& scope,
            const Page& page) -> Result<PageOf<DisplayState>> {
            return view.fleet.displays(scope, page).map([&](PageOf<Display> rows) {
                return PageOf<DisplayState>{judge_.judge(view, std::move(rows.rows), asked),
                                            rows.next};
            });
        },
        [&](wire::ObjectWriter& out, const DisplayState& state) {
            write_display(out, state, language);
        });
}

Result<Response> DisplayResource::show(const StaffCall& call) {
    return database_
        .read([&](const View& view) -> Result<DisplayState> {
            return find(view, call.places.front()).map([&](const Display& row) {
                return judge_.judge(view, row, {call.now, clock_.monotonic()});
            });
        })
        .map([&](const DisplayState& state) {
            return answer_with(state, language_of(call.request));
        });
}

Result<Response> DisplayResource::change(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<Patch> patch =
        wire::read_object(call.request.text(), wire::staff_body, read_patch);
    if (!version || !patch) {
        return tl::unexpected<Error>(version ? patch.error() : version.error());
    }
    if (patch->time_zone && !patch->time_zone->empty()
        && !zones_.rules(*patch->time_zone, zone_span(call.now))) {
        return fail(ErrorCode::out_of_range, "there is no such time zone", "/time_zone",
                    {{"allowed", "Asia/Shanghai"}});
    }
    const Status changed = database_.write([&](Change& change) -> Status {
        Result<Display> row = find(change.view(), call.places.front());
        if (!row) {
            return tl::unexpected<Error>(row.error());
        }
        apply(*patch, *row);
        row->head.version = *version;
        row->head.changed_at = call.now;
        return change.fleet.change_display(*row).and_then([&](std::int64_t) {
            return record(change, {.at = call.now,
                                   .unit = row->head.unit,
                                   .actor = call.who.account,
                                   .action = "display.change",
                                   .subject = row->id.value,
                                   .detail = row->title});
        });
    });
    return changed.and_then([&] {
        publishing_.request({.displays = {DisplayId{call.places.front()}}});
        return show(call);
    });
}

Result<Response> DisplayResource::list_players(const StaffCall& call) {
    const Microseconds monotonic = clock_.monotonic();
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.fleet.players(scope, page);
        },
        [&](wire::ObjectWriter& out, const Player& row) {
            write_player(out, row, presence_.last_word(row.id),
                         presence_.reachable(row.id, monotonic));
        });
}

Result<Response> DisplayResource::show_player(const StaffCall& call) {
    return database_.read([&](const View& view) { return find_player(view, call.places.front()); })
        .map([&](const Player& row) {
            return json_of(wire::write_object([&](wire::ObjectWriter& out) {
                               write_player(out, row, presence_.last_word(row.id),
                                            presence_.reachable(row.id, clock_.monotonic()));
                           }),
                           row.head.version);
        });
}

} // namespace marquee::manager
