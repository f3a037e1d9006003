#include "manager/http/display_body.hpp"

#include "manager/http/health.hpp"
#include "manager/http/resource.hpp"
#include "schemas/wire/manifest.hpp"

namespace marquee::manager {

namespace {

void write_zone(wire::ObjectWriter& out, const ZoneShowing& zone) {
    out.member("zone", zone.zone);
    out.member("program_id", zone.program);
    out.member("revision", zone.revision);
    out.member("item_id", zone.item);
    out.member("item_name", zone.item_name);
    out.member("content_sha256", zone.content);
}

void write_quarantined(wire::ObjectWriter& out, const Quarantined& item) {
    out.member("what", item.what);
    out.member("code", item.code);
    out.member("detail", item.detail);
    out.member("since", item.since);
}

void write_report(wire::ObjectWriter& out, const DisplayHeartbeat& report) {
    out.object("active", [&](wire::ObjectWriter& in) { wire::write_number(in, report.active); });
    out.member("blocked", report.blocked);
    out.member("rung", report.rung);
    out.member("covered", report.card.has_value());
    out.list("zones", report.zones, write_zone);
    out.member("frames_presented", report.frames_presented);
    out.member("frames_late", report.frames_late);
    out.list("quarantine", report.quarantine, write_quarantined);
}

// In millimetres or metres.
std::optional<double> in_thousands(const std::optional<std::int32_t>& thousandths) {
    constexpr double thousand = 1'000;
    return thousandths ? std::optional(*thousandths / thousand) : std::nullopt;
}

void write_panel(wire::ObjectWriter& out, const Display& row) {
    if (row.wall) {
        out.object("wall", [&](wire::ObjectWriter& in) {
            in.member("name", row.wall->name);
            in.member("width", row.wall->place.whole.width);
            in.member("height", row.wall->place.whole.height);
            in.member("x", row.wall->place.x);
            in.member("y", row.wall->place.y);
        });
    }
    out.member("pixel_pitch_mm", in_thousands(row.panel.pixel_pitch_um));
    out.member("viewing_distance_m", in_thousands(row.panel.viewing_distance_mm));
}

void write_status(wire::ObjectWriter& out, const DisplayState& state) {
    out.member("reachable", state.reachable);
    out.member("showing", showing(state));
    if (state.wanted) {
        out.object("wanted",
                   [&](wire::ObjectWriter& in) { wire::write_number(in, state.wanted->number); });
    }
    if (state.word) {
        out.member("last_contact_at", state.word->at);
        out.member("uptime_seconds", state.word->heartbeat.uptime.count());
        out.member("clock_trusted", state.word->heartbeat.clock.trusted);
    }
    if (const DisplayHeartbeat* report = report_of(state)) {
        write_report(out, *report);
    }
}

} // namespace

bool showing(const DisplayState& state) {
    const DisplayHeartbeat* report = report_of(state);
    if (!state.reachable || report == nullptr || !state.wanted
        || report->active != state.wanted->number) {
        return false;
    }
    const bool on_glass = rules::player_fault(*report).empty();
    return on_glass && !report->card
           && (report->rung == Rung::scheduled || report->rung == Rung::filler
               || report->rung == Rung::notice);
}

void write_display(wire::ObjectWriter& out, const DisplayState& state, Language language) {
    const Display& row = state.row;
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("player_id", row.player);
    out.member("name", row.name);
    out.member("title", row.title.empty() ? row.name : row.title);
    out.member("kind", row.kind);
    out.object("size", [&](wire::ObjectWriter& in) {
        in.member("width", row.size.width);
        in.member("height", row.size.height);
    });
    out.member("time_zone", row.time_zone);
    out.member("volume_percent", row.volume_percent);
    out.texts("tags", row.tags);
    write_panel(out, row);
    if (row.position) {
        out.object("position", [&](wire::ObjectWriter& in) {
            in.member("longitude", row.position->longitude_udeg / 1e6);
            in.member("latitude", row.position->latitude_udeg / 1e6);
        });
    }
    out.member("reachable", state.reachable);
    write_health(out, state, language);
    out.object("status", [&](wire::ObjectWriter& in) { write_status(in, state); });
}

void write_player(wire::ObjectWriter& out, const Player& row, const std::optional<LastWord>& word,
                  bool reachable) {
    out.member("id", row.id);
    write_head(out, row.head);
    out.member("name", row.name);
    out.member("software", word ? word->heartbeat.software.version : row.software.version);
    out.member("certificate_expires_at", row.certificate_expires_at);
    out.member("retired_at", row.retired_at);
    out.member("reachable", reachable);
    if (!word) {
        return;
    }
    const Heartbeat& heartbeat = word->heartbeat;
    out.member("last_contact_at", word->at);
    out.member("uptime_seconds", heartbeat.uptime.count());
    out.object("vitals", [&](wire::ObjectWriter& in) {
        in.member("disk_free_bytes", heartbeat.vitals.disk_free_bytes);
        in.member("disk_total_bytes", heartbeat.vitals.disk_total_bytes);
        in.member("memory_available_bytes", heartbeat.vitals.memory_available_bytes);
        in.member("memory_total_bytes", heartbeat.vitals.memory_total_bytes);
        in.member("temperature_celsius", heartbeat.vitals.temperature_celsius);
        in.member("load_one_minute", heartbeat.vitals.load_one_minute);
        in.member("clock_ahead_us", heartbeat.clock.wall_ahead.count());
        in.member("clock_trusted", heartbeat.clock.trusted);
    });
}

} // namespace marquee::manager
