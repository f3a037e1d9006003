#include "schemas/wire/manifest.hpp"

#include <algorithm>
#include <set>
#include <unordered_set>

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

void write_zone_rules(ObjectWriter& out, const ZoneRules& zone) {
    out.member("name", zone.name);
    out.member("tzdata_version", zone.tzdata_version);
    out.member("offset_seconds_before", zone.offset_seconds_before);
    out.list("transitions", zone.transitions,
             [](ObjectWriter& row, const ZoneTransition& transition) {
                 row.member("at", transition.at);
                 row.member("offset_seconds", transition.offset_seconds);
                 row.member("abbreviation", transition.abbreviation);
             });
}

std::int32_t read_offset(const Value& value) {
    return value.integer<std::int32_t>(-limits::zone_offset_seconds_max,
                                       limits::zone_offset_seconds_max);
}

ZoneRules read_zone_rules(const Object& in) {
    ZoneRules zone;
    zone.name = in.required("name").line(limits::word_bytes_max, 1);
    zone.tzdata_version = in.required("tzdata_version").line(limits::word_bytes_max);
    zone.offset_seconds_before = read_offset(in.required("offset_seconds_before"));
    const Value transitions = in.required("transitions");
    zone.transitions = transitions.list(limits::zone_transitions_max, [](const Value& value) {
        const Object row = value.object();
        ZoneTransition transition;
        transition.at = row.required("at").instant();
        transition.offset_seconds = read_offset(row.required("offset_seconds"));
        transition.abbreviation = row.required("abbreviation").line(limits::word_bytes_max);
        return transition;
    });
    for (std::size_t i = 1; i < zone.transitions.size(); ++i) {
        if (zone.transitions[i].at <= zone.transitions[i - 1].at) {
            transitions.refuse(ErrorCode::out_of_range, "the transitions do not ascend");
        }
    }
    return zone;
}

void write_program_ref(ObjectWriter& out, const ProgramRef& program) {
    out.member("id", program.id);
    out.member("revision", program.revision);
    out.member("payload_sha256", program.payload_sha256);
    out.member("envelope_sha256", program.envelope_sha256);
    out.member("envelope_size_bytes", program.envelope_size_bytes);
    out.member("cycle_ms", program.cycle.count());
    write_validity(out, program);
}

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

void write_schedule(ObjectWriter& out, const Schedule& schedule) {
    out.member("id", schedule.id);
    out.member("name", schedule.name);
    out.member("program", schedule.program);
    out.member("priority", schedule.priority);
    out.object("times", [&](ObjectWriter& inner) { write_times(inner, schedule.times); });
    out.member("any_time", schedule.any_time);
    write_pace(out, schedule);
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
    return manifest;
}

// The members of manifest/1.1 that a manifest uses.
class NewMembers {
public:
    std::vector<std::string> of(const Manifest& manifest) {
        for (const Schedule& schedule : manifest.schedules) {
            look_at(schedule.times);
            use("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour != 0);
            use("weight", schedule.weight != 1);
            use("plays_per_hour_max", schedule.plays_per_hour_max != 0);
            use("repeat_gap_s", schedule.repeat_gap != Seconds{0});
        }
        for (const Times& times : manifest.off_hours) {
            look_at(times);
        }
        use("volume", manifest.volume != LevelRules{});
        use("brightness", manifest.brightness != LevelRules{});
        use("holidays", manifest.holidays.has_value());
        return {used_.begin(), used_.end()};
    }

private:
    void use(const char* member, bool used) {
        if (used) {
            used_.insert(member);
        }
    }
    void look_at(const Times& times) {
        use("on", !times.on.empty());
        use("exceptions", !times.exceptions.empty());
        use("weekdays",
            std::any_of(times.windows.begin(), times.windows.end(),
                        [](const DailyWindow& window) { return window.weekdays != Weekdays{}; }));
    }

    std::set<std::string> used_; // in one order, whoever used them first
};

} // namespace

std::string write_manifest(const Manifest& manifest) {
    const std::vector<std::string> critical = NewMembers{}.of(manifest);
    return write_object([&](ObjectWriter& out) {
        write_format(out, formats::manifest, critical);
        out.member("organisation", manifest.organisation);
        out.member("display", manifest.display);
        out.object("number", [&](ObjectWriter& inner) { write_number(inner, manifest.number); });
        out.member("issued_at", manifest.issued_at);
        out.member("not_after", manifest.not_after);
        out.object("zone", [&](ObjectWriter& inner) { write_zone_rules(inner, manifest.zone); });
        out.list("programs", manifest.programs, write_program_ref);
        out.list("schedules", manifest.schedules, write_schedule);
        out.ids("filler", manifest.filler);
        out.list("off_hours", manifest.off_hours, write_times);
        out.member("volume_percent", manifest.volume_percent);
        if (manifest.volume != LevelRules{}) {
            write_levels(out, "volume", manifest.volume);
        }
        if (manifest.brightness != LevelRules{}) {
            write_levels(out, "brightness", manifest.brightness);
        }
        if (manifest.holidays) {
            out.object("holidays",
                       [&](ObjectWriter& inner) { write_holidays(inner, *manifest.holidays); });
        }
    });
}

Result<Manifest> read_manifest(std::string_view text) {
    return read_document(text, limits::manifest_bytes_max, formats::manifest, read_members);
}

void write_pace(ObjectWriter& out, const Schedule& schedule) {
    const Schedule usual;
    const auto unless = [&](std::string_view member, std::int64_t value, std::int64_t unsaid) {
        if (value != unsaid) {
            out.member(member, value);
        }
    };
    unless("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour,
           usual.interrupt_seconds_per_hour);
    unless("weight", schedule.weight, usual.weight);
    unless("plays_per_hour_max", schedule.plays_per_hour_max, usual.plays_per_hour_max);
    unless("repeat_gap_s", schedule.repeat_gap.count(), usual.repeat_gap.count());
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
}

void write_number(ObjectWriter& out, const ManifestNumber& number) {
    out.member("epoch", number.epoch);
    out.member("generation", number.generation);
}

ManifestNumber read_number(const Object& in) {
    ManifestNumber number;
    number.epoch = in.required("epoch").integer<std::int64_t>(0, limits::json_integer_max);
    number.generation =
        in.required("generation").integer<std::int64_t>(0, limits::json_integer_max);
    return number;
}

} // namespace marquee::wire
