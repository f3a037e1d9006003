#include "schemas/wire/contact.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "schemas/wire/manifest.hpp"
#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

std::uint64_t read_count(const Value& value) {
    return value.integer<std::uint64_t>(0, limits::json_integer_max);
}

void write_zone(ObjectWriter& out, const ZoneShowing& zone) {
    out.member("zone", zone.zone);
    out.member("program", zone.program);
    out.member("revision", zone.revision);
    out.member("item", zone.item);
    out.member("item_name", zone.item_name);
    out.member("content", zone.content);
}

ZoneShowing read_zone(const Value& value) {
    const Object in = value.object();
    ZoneShowing zone;
    zone.zone = in.required("zone").line(limits::name_bytes_max, 1);
    zone.program = in.required("program").id<ProgramId>();
    zone.revision = read_revision(in);
    zone.item = in.required("item").id<ItemId>();
    zone.item_name = in.required("item_name").line(limits::name_bytes_max);
    zone.content = in.required("content").digest();
    return zone;
}

void write_quarantined(ObjectWriter& out, const Quarantined& entry) {
    out.member("what", entry.what);
    out.member("code", entry.code);
    out.member("detail", entry.detail);
    out.member("since", entry.since);
}

Quarantined read_quarantined(const Value& value) {
    const Object in = value.object();
    Quarantined entry;
    entry.what = in.required("what").line(limits::name_bytes_max, 1);
    entry.code = in.required("code").line(limits::word_bytes_max, 1);
    entry.detail = in.required("detail").text(limits::note_bytes_max);
    entry.since = in.required("since").instant();
    return entry;
}

void write_display(ObjectWriter& out, const DisplayHeartbeat& display) {
    out.member("display", display.display);
    out.member("name", display.name);
    out.object("active", [&](ObjectWriter& inner) { write_number(inner, display.active); });
    if (display.wanted) {
        out.object("wanted", [&](ObjectWriter& inner) { write_number(inner, *display.wanted); });
    }
    out.member("blocked", display.blocked);
    out.member("rung", display.rung);
    if (display.card) {
        out.member("card", *display.card);
    }
    out.list("zones", display.zones, write_zone);
    out.member("frames_presented", display.frames_presented);
    out.member("frames_late", display.frames_late);
    out.list("quarantine", display.quarantine, write_quarantined);
}

DisplayHeartbeat read_display(const Value& value) {
    const Object in = value.object();
    DisplayHeartbeat display;
    display.display = in.required("display").id<DisplayId>();
    display.name = in.required("name").line(limits::name_bytes_max, 1);
    display.active = read_number(in.required("active").object());
    if (const Value wanted = in.optional("wanted")) {
        display.wanted = read_number(wanted.object());
    }
    display.blocked = in.required("blocked").line(limits::word_bytes_max);
    display.rung = in.required("rung").word<Rung>();
    if (const Value card = in.optional("card")) {
        display.card = card.id<CardId>();
    }
    display.zones = in.required("zones").list(limits::zones_max, read_zone);
    display.frames_presented = read_count(in.required("frames_presented"));
    display.frames_late = read_count(in.required("frames_late"));
    display.quarantine = in.required("quarantine").list(limits::quarantine_max, read_quarantined);
    return display;
}

// A figure that is not a number was not readable: it is left out.
std::optional<double> finite(const std::optional<double>& figure) {
    return figure && std::isfinite(*figure) ? figure : std::nullopt;
}

void write_vitals(ObjectWriter& out, const Vitals& vitals) {
    out.member("disk_free_bytes", vitals.disk_free_bytes);
    out.member("disk_total_bytes", vitals.disk_total_bytes);
    out.member("memory_available_bytes", vitals.memory_available_bytes);
    out.member("memory_total_bytes", vitals.memory_total_bytes);
    out.member("temperature_celsius", finite(vitals.temperature_celsius));
    out.member("load_one_minute", finite(vitals.load_one_minute));
}

Vitals read_vitals(const Object& in) {
    const auto count = [&](std::string_view name) -> std::optional<std::uint64_t> {
        const Value value = in.optional(name);
        return value ? std::optional(read_count(value)) : std::nullopt;
    };
    const auto figure = [&](std::string_view name) -> std::optional<double> {
        constexpr double greatest = 1e6;
        const Value value = in.optional(name);
        return value ? std::optional(value.number(-greatest, greatest)) : std::nullopt;
    };
    Vitals vitals;
    vitals.disk_free_bytes = count("disk_free_bytes");
    vitals.disk_total_bytes = count("disk_total_bytes");
    vitals.memory_available_bytes = count("memory_available_bytes");
    vitals.memory_total_bytes = count("memory_total_bytes");
    vitals.temperature_celsius = figure("temperature_celsius");
    vitals.load_one_minute = figure("load_one_minute");
    return vitals;
}

PlayerClock read_clock(const Object& in) {
    PlayerClock clock;
    clock.utc = in.required("utc").instant();
    clock.trusted = in.required("trusted").boolean();
    clock.wall_ahead = Microseconds{
        in.required("wall_ahead_us")
            .integer<std::int64_t>(-limits::json_integer_max, limits::json_integer_max)};
    return clock;
}

// The least minor that has everything the heartbeat says.
Format format_of(const Heartbeat& heartbeat) {
    Format format = formats::heartbeat;
    const bool is_covered =
        std::any_of(heartbeat.displays.begin(), heartbeat.displays.end(),
                    [](const DisplayHeartbeat& display) { return display.card.has_value(); });
    format.minor = is_covered ? 1 : 0;
    return format;
}

Heartbeat read_members(const Object& in) {
    Heartbeat heartbeat;
    heartbeat.player = in.required("player").id<PlayerId>();
    heartbeat.nonce = in.required("nonce").line(limits::nonce_bytes_max, limits::nonce_bytes_min);
    heartbeat.boot_id = in.required("boot_id").line(limits::word_bytes_max, 1);
    heartbeat.sequence = read_count(in.required("sequence"));
    heartbeat.uptime =
        Seconds{in.required("uptime_s").integer<std::int64_t>(0, limits::json_integer_max)};
    heartbeat.clock = read_clock(in.required("clock").object());
    heartbeat.software = read_software(in.required("software").object());
    heartbeat.trust_version =
        in.required("trust_version").integer<std::int64_t>(0, limits::json_integer_max);
    heartbeat.displays =
        in.required("displays").list(limits::displays_per_player_max, read_display);
    heartbeat.vitals = read_vitals(in.required("vitals").object());
    return heartbeat;
}

} // namespace

std::string write_heartbeat(const Heartbeat& heartbeat) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(format_of(heartbeat)));
        out.member("player", heartbeat.player);
        out.member("nonce", heartbeat.nonce);
        out.member("boot_id", heartbeat.boot_id);
        out.member("sequence", heartbeat.sequence);
        out.member("uptime_s", heartbeat.uptime.count());
        out.object("clock", [&](ObjectWriter& inner) {
            inner.member("utc", heartbeat.clock.utc);
            inner.member("trusted", heartbeat.clock.trusted);
            inner.member("wall_ahead_us", heartbeat.clock.wall_ahead.count());
        });
        out.object("software",
                   [&](ObjectWriter& inner) { write_software(inner, heartbeat.software); });
        out.member("trust_version", heartbeat.trust_version);
        out.list("displays", heartbeat.displays, write_display);
        out.object("vitals", [&](ObjectWriter& inner) { write_vitals(inner, heartbeat.vitals); });
    });
}

Result<Heartbeat> read_heartbeat(std::string_view text) {
    return read_document(text, limits::heartbeat_bytes_max, formats::heartbeat, read_members);
}

} // namespace marquee::wire
