#include "schemas/wire/manifest.hpp"

#include <unordered_set>

#include "schemas/wire/parts.hpp"
#include "schemas/wire/zone_rules.hpp"

namespace marquee::wire {

namespace {

ProgramRef read_program_ref(const Value& value) {
    constexpr auto envelope_bytes_max = limits::envelope_bytes_max(limits::program_bytes_max);
    constexpr auto cycle_ms_max =
        std::int64_t{limits::playlist_items_max} * limits::item_duration_ms_max;
    const Object in = value.object();
    ProgramRef program;
    program.id = in.required("id").id<ProgramId>();
    program.revision = read_revision(in);
    program.payload_sha256 = in.required("payload_sha256").digest();
    program.envelope_sha256 = in.required("envelope_sha256").digest();
    program.envelope_size_bytes = in.required("envelope_size_bytes")
                                      .integer<std::uint64_t>(1, std::int64_t{envelope_bytes_max});
    program.cycle = Milliseconds{in.required("cycle_ms").integer<std::int64_t>(0, cycle_ms_max)};
    read_validity(in, program);
    return program;
}

using Programs = std::unordered_set<ProgramId>;

ProgramId read_known_program(const Value& value, const Programs& known) {
    ProgramId program = value.id<ProgramId>();
    if (!value.failed() && !known.contains(program)) {
        value.refuse(ErrorCode::invalid_reference, "the manifest carries no such program",
                     {{"program", program.value}});
    }
    return program;
}

Schedule read_schedule(const Value& value, const Programs& known) {
    const Object in = value.object();
    Schedule schedule;
    schedule.id = in.required("id").id<ScheduleId>();
    schedule.name = in.required("name").line(limits::name_bytes_max);
    schedule.program = read_known_program(in.required("program"), known);
    schedule.priority = in.required("priority").word<PriorityClass>();
    schedule.times = read_times(in.required("times").object());
    schedule.any_time = in.required("any_time").boolean();
    read_pace(in, schedule);
    return schedule;
}

WallPlace read_wall(const Object& in) {
    WallPlace wall;
    wall.whole = read_size(in.required("whole").object(), 1);
    wall.x = in.required("x").integer<std::int32_t>(0, limits::canvas_pixels_max);
    wall.y = in.required("y").integer<std::int32_t>(0, limits::canvas_pixels_max);
    return wall;
}

Manifest read_members(const Object& in) {
    Manifest manifest;
    manifest.organisation = in.required("organisation").id<OrganisationId>();
    manifest.display = in.required("display").id<DisplayId>();
    manifest.number = read_number(in.required("number").object());
    manifest.issued_at = in.required("issued_at").instant();
    manifest.not_after = read_end_after(in.required("not_after"), manifest.issued_at);
    manifest.zone = read_zone_rules(in.required("zone").object());
    manifest.programs =
        in.required("programs").list(limits::programs_per_manifest_max, read_program_ref);
    Programs known;
    for (const ProgramRef& program : manifest.programs) {
        known.insert(program.id);
    }
    manifest.schedules = in.required("schedules")
                             .list(limits::schedules_per_manifest_max, [&](const Value& schedule) {
                                 return read_schedule(schedule, known);
                             });
    manifest.filler =
        in.required("filler").list(limits::programs_per_manifest_max, [&](const Value& program) {
            return read_known_program(program, known);
        });
    manifest.off_hours =
        in.required("off_hours").list(limits::off_hours_max, [](const Value& times) {
            return read_times(times.object());
        });
    manifest.volume_percent = in.required("volume_percent").integer<std::int32_t>(0, 100);
    if (const Value volume = in.optional("volume")) {
        manifest.volume = read_levels(volume);
    }
    if (const Value brightness = in.optional("brightness")) {
        manifest.brightness = read_levels(brightness);
    }
    if (const Value holidays = in.optional("holidays")) {
        manifest.holidays = read_holidays(holidays.object());
    }
    if (const Value wall = in.optional("wall")) {
        manifest.wall = read_wall(wall.object());
    }
    manifest.display_name = in.optional("display_name").line(limits::name_bytes_max);
    manifest.unit_name = in.optional("unit_name").line(limits::name_bytes_max);
    return manifest;
}

} // namespace

Result<Manifest> read_manifest(std::string_view text) {
    return read_document(text, limits::manifest_bytes_max, formats::manifest, read_members);
}

void read_pace(const Object& in, Schedule& schedule) {
    schedule.interrupt_seconds_per_hour =
        in.optional("interrupt_seconds_per_hour")
            .integer<std::int32_t>(0, limits::interrupt_seconds_per_hour_max);
    if (const Value weight = in.optional("weight")) {
        schedule.weight = weight.integer<std::int32_t>(1, limits::schedule_weight_max);
    }
    schedule.plays_per_hour_max =
        in.optional("plays_per_hour_max").integer<std::int32_t>(0, limits::plays_per_hour_max);
    schedule.repeat_gap = Seconds{
        in.optional("repeat_gap_s").integer<std::int64_t>(0, limits::repeat_gap_seconds_max)};
    if (schedule.interrupt_seconds_per_hour == 0) {
        return;
    }
    const auto stays = [&](std::string_view member, std::int64_t said, std::int64_t unsaid) {
        if (said != unsaid) {
            in.optional(member).refuse(ErrorCode::out_of_range,
                                       "an interrupt has a share of voice and no pace beside it",
                                       {{"allowed", std::to_string(unsaid)}});
        }
    };
    const Schedule usual;
    stays("weight", schedule.weight, usual.weight);
    stays("plays_per_hour_max", schedule.plays_per_hour_max, usual.plays_per_hour_max);
    stays("repeat_gap_s", schedule.repeat_gap.count(), usual.repeat_gap.count());
}

ManifestNumber read_number(const Object& in) {
    ManifestNumber number;
    number.epoch = in.required("epoch").integer<std::int64_t>(0, limits::json_integer_max);
    number.generation =
        in.required("generation").integer<std::int64_t>(0, limits::json_integer_max);
    return number;
}

} // namespace marquee::wire
