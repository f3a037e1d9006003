#include "schemas/wire/program.hpp"

#include <algorithm>
#include <array>

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

void write_item(ObjectWriter& out, const PlaylistItem& item) {
    out.member("id", item.id);
    out.member("name", item.name);
    out.member("duration_ms", item.duration.count());
    out.object("transition",
               [&](ObjectWriter& inner) { write_transition(inner, item.transition); });
    out.object("content", [&](ObjectWriter& inner) { write_content(inner, item.content); });
    write_validity(out, item);
}

PlaylistItem read_item(const Value& value) {
    const Object in = value.object();
    PlaylistItem item;
    item.id = in.required("id").id<ItemId>();
    item.name = in.required("name").line(limits::name_bytes_max);
    item.duration = Milliseconds{
        in.required("duration_ms")
            .integer<std::int64_t>(limits::item_duration_ms_min, limits::item_duration_ms_max)};
    if (const Value transition = in.optional("transition")) {
        item.transition = read_transition(transition.object(), item.duration);
    }
    item.content = read_content(in.required("content").object());
    read_validity(in, item);
    return item;
}

void write_zone(ObjectWriter& out, const Zone& zone) {
    out.member("name", zone.name);
    out.object("rect", [&](ObjectWriter& inner) { write_rect(inner, zone.rect); });
    out.object("playlist",
               [&](ObjectWriter& inner) { inner.list("items", zone.playlist.items, write_item); });
    write_opacity(out, zone.opacity_percent);
}

Zone read_zone(const Value& value, const Size& canvas) {
    const Object in = value.object();
    Zone zone;
    zone.name = in.required("name").line(limits::name_bytes_max, 1);
    zone.rect = read_zone_rect(in.required("rect"), canvas);
    const Object playlist = in.required("playlist").object();
    zone.playlist.items = playlist.required("items").list(limits::playlist_items_max, read_item, 1);
    zone.opacity_percent = read_opacity(in);
    return zone;
}

// A member that came after program/1.0. Of a new kind of content the one that no other kind has.
struct NewMember {
    std::string_view name;
    int minor; // of the format that has it
    bool (*used)(const Zone& zone, const PlaylistItem& item);
};

template<typename Kind>
bool shows(const Zone&, const PlaylistItem& item) {
    return std::holds_alternative<Kind>(item.content);
}

template<bool (*says)(const Slogan&)>
bool slogan_with(const Zone&, const PlaylistItem& item) {
    const auto* slogan = std::get_if<Slogan>(&item.content);
    return slogan != nullptr && says(*slogan);
}

// In the order in which they stand in `critical`.
constexpr std::array<NewMember, 15> new_members{{
    {"not_before", 1,
     [](const Zone&, const PlaylistItem& item) { return item.not_before.has_value(); }},
    {"not_after", 1,
     [](const Zone&, const PlaylistItem& item) { return item.not_after.has_value(); }},
    {"chime", 1,
     [](const Zone&, const PlaylistItem& item) {
         const auto* audio = std::get_if<Audio>(&item.content);
         return audio != nullptr && audio->chime;
     }},
    {"direction", 2,
     [](const Zone&, const PlaylistItem& item) { return has_direction(item.transition); }},
    {"motion", 2,
     [](const Zone&, const PlaylistItem& item) {
         const auto* poster = std::get_if<Poster>(&item.content);
         return poster != nullptr && poster->motion != PosterMotion::still;
     }},
    {"opacity_percent", 2,
     [](const Zone& zone, const PlaylistItem&) { return zone.opacity_percent != 100; }},
    {"time", 2, shows<ClockFace>},
    {"until_date", 2, shows<Countdown>},
    {"dark", 2, shows<Qr>},
    {"font_asset", 3,
     slogan_with<[](const Slogan& it) { return it.style.font_asset.has_value(); }>},
    {"letters", 3, slogan_with<[](const Slogan& it) { return it.style.letters != Letters{}; }>},
    {"movement", 3, slogan_with<[](const Slogan& it) { return it.style.movement != Movement{}; }>},
    {"translation", 3, slogan_with<[](const Slogan& it) { return it.translation.has_value(); }>},
    {"variables", 3, slogan_with<[](const Slogan& it) { return it.variables; }>},
    {"card", 3, shows<TestCard>},
}};

bool uses(const Program& program, const NewMember& member) {
    const std::vector<Zone>& zones = program.layout.zones;
    return std::any_of(zones.begin(), zones.end(), [&](const Zone& zone) {
        const std::vector<PlaylistItem>& items = zone.playlist.items;
        return std::any_of(items.begin(), items.end(),
                           [&](const PlaylistItem& item) { return member.used(zone, item); });
    });
}

// The oldest format that can say it, with the names of what the program uses of it.
void write_oldest_format(ObjectWriter& out, const Program& program) {
    Format format = formats::program;
    format.minor = 0;
    std::vector<std::string> critical;
    for (const NewMember& member : new_members) {
        if (uses(program, member)) {
            critical.emplace_back(member.name);
            format.minor = std::max(format.minor, member.minor);
        }
    }
    write_format(out, format, critical);
}

Program read_members(const Object& in) {
    Program program;
    program.organisation = in.required("organisation").id<OrganisationId>();
    program.id = in.required("id").id<ProgramId>();
    program.revision = read_revision(in);
    program.name = in.required("name").line(limits::name_bytes_max);
    program.unit = in.required("unit").id<UnitId>();
    program.layout = read_layout(in.required("layout").object());
    program.displays_allowed =
        in.required("displays_allowed").list(limits::displays_addressed_max, [](const Value& id) {
            return id.id<DisplayId>();
        });
    program.not_before = in.required("not_before").instant();
    program.not_after = read_end_after(in.required("not_after"), program.not_before);
    return program;
}

} // namespace

void write_layout(ObjectWriter& out, const Layout& layout) {
    out.object("canvas", [&](ObjectWriter& inner) { write_size(inner, layout.canvas); });
    out.member("background", layout.background);
    out.list("zones", layout.zones, write_zone);
}

Layout read_layout(const Object& in) {
    Layout layout;
    layout.canvas = read_size(in.required("canvas").object(), 1);
    if (const Value value = in.optional("background")) {
        layout.background = value.colour();
    }
    layout.zones = in.required("zones").list(
        limits::zones_max, [&](const Value& zone) { return read_zone(zone, layout.canvas); }, 1);
    return layout;
}

std::string write_program(const Program& program) {
    return write_object([&](ObjectWriter& out) {
        write_oldest_format(out, program);
        out.member("organisation", program.organisation);
        out.member("id", program.id);
        out.member("revision", program.revision);
        out.member("name", program.name);
        out.member("unit", program.unit);
        out.object("layout", [&](ObjectWriter& inner) { write_layout(inner, program.layout); });
        out.ids("displays_allowed", program.displays_allowed);
        out.member("not_before", program.not_before);
        out.member("not_after", program.not_after);
    });
}

Result<Program> read_program(std::string_view text) {
    return read_document(text, limits::program_bytes_max, formats::program, read_members);
}

} // namespace marquee::wire
