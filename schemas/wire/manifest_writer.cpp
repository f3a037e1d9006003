#include <algorithm>
#include <set>

#include "schemas/model/limits.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/zone_rules.hpp"

namespace marquee::wire {

namespace {

void write_program_ref(ObjectWriter& out, const ProgramRef& program) {
    out.member("id", program.id);
    out.member("revision", program.revision);
    out.member("payload_sha256", program.payload_sha256);
    out.member("envelope_sha256", program.envelope_sha256);
    out.member("envelope_size_bytes", program.envelope_size_bytes);
    out.member("cycle_ms", program.cycle.count());
    write_validity(out, program);
}

void write_wall(ObjectWriter& out, const WallPlace& wall) {
    out.object("whole", [&](ObjectWriter& inner) { write_size(inner, wall.whole); });
    out.member("x", wall.x);
    out.member("y", wall.y);
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

// The members of manifest/1.1 and 1.2 that a manifest uses.
class NewMembers {
public:
    void look_at(const Schedule& schedule) {
        look_at(schedule.times);
        use("interrupt_seconds_per_hour", schedule.interrupt_seconds_per_hour != 0);
        use("weight", schedule.weight != 1);
        use("plays_per_hour_max", schedule.plays_per_hour_max != 0);
        use("repeat_gap_s", schedule.repeat_gap != Seconds{0});
    }
    void look_at_rest(const Manifest& manifest) {
        for (const Times& times : manifest.off_hours) {
            look_at(times);
        }
        use("volume", manifest.volume != LevelRules{});
        use("brightness", manifest.brightness != LevelRules{});
        use("holidays", manifest.holidays.has_value());
        use("wall", manifest.wall.has_value());
    }
    void add(const std::vector<std::string>& members) {
        used_.insert(members.begin(), members.end());
    }
    // The oldest that has them all, apart from 1.0.
    Format format() const {
        Format format = formats::manifest;
        format.minor = used_.count("wall") != 0 ? 2 : 1;
        return format;
    }
    // In one order, whoever used them first.
    std::vector<std::string> names() const { return {used_.begin(), used_.end()}; }

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

    std::set<std::string> used_;
};

// `lists` writes programs and schedules.
template<typename Lists>
void write_members(ObjectWriter& out, const Manifest& manifest, const NewMembers& critical,
                   const Lists& lists) {
    write_format(out, critical.format(), critical.names());
    out.member("organisation", manifest.organisation);
    out.member("display", manifest.display);
    out.object("number", [&](ObjectWriter& inner) { write_number(inner, manifest.number); });
    out.member("issued_at", manifest.issued_at);
    out.member("not_after", manifest.not_after);
    out.object("zone", [&](ObjectWriter& inner) { write_zone_rules(inner, manifest.zone); });
    lists();
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
    write_belonging(out, manifest);
}

// A list of what is JSON already.
template<typename TextOf>
std::string joined(const std::vector<std::uint32_t>& numbers, const TextOf& text_of) {
    std::size_t bytes = 2;
    for (const std::uint32_t number : numbers) {
        bytes += text_of(number).size() + 1;
    }
    std::string list;
    list.reserve(bytes);
    for (const std::uint32_t number : numbers) {
        list += list.empty() ? '[' : ',';
        list += text_of(number);
    }
    list += list.empty() ? "[]" : "]";
    return list;
}

} // namespace

std::string write_manifest(const Manifest& manifest) {
    NewMembers critical;
    for (const Schedule& schedule : manifest.schedules) {
        critical.look_at(schedule);
    }
    critical.look_at_rest(manifest);
    return write_object([&](ObjectWriter& out) {
        write_members(out, manifest, critical, [&] {
            out.list("programs", manifest.programs, write_program_ref);
            out.list("schedules", manifest.schedules, write_schedule);
        });
    });
}

ManifestParts::ManifestParts(const std::vector<ProgramRef>& programs,
                             const std::vector<Schedule>& schedules) {
    for (const ProgramRef& program : programs) {
        programs_.push_back(
            write_object([&](ObjectWriter& out) { write_program_ref(out, program); }));
    }
    for (const Schedule& schedule : schedules) {
        NewMembers critical;
        critical.look_at(schedule);
        schedules_.push_back(
            {write_object([&](ObjectWriter& out) { write_schedule(out, schedule); }),
             critical.names()});
    }
}

std::string ManifestParts::write(const Manifest& rest, const Chosen& chosen) const {
    NewMembers critical;
    for (const std::uint32_t schedule : chosen.schedules) {
        critical.add(schedules_[schedule].critical);
    }
    critical.look_at_rest(rest);
    const std::string programs =
        joined(chosen.programs,
               [this](std::uint32_t program) -> const std::string& { return programs_[program]; });
    const std::string schedules =
        joined(chosen.schedules, [this](std::uint32_t schedule) -> const std::string& {
            return schedules_[schedule].text;
        });
    constexpr std::size_t rest_bytes = 8 * limits::KiB; // usually; more is no harm
    std::string text = "{";
    text.reserve(programs.size() + schedules.size() + rest_bytes);
    ObjectWriter out(text);
    write_members(out, rest, critical, [&] {
        out.raw("programs", programs);
        out.raw("schedules", schedules);
    });
    text += '}';
    return text;
}

void write_belonging(ObjectWriter& out, const Manifest& manifest) {
    if (manifest.wall) {
        out.object("wall", [&](ObjectWriter& inner) { write_wall(inner, *manifest.wall); });
    }
    if (!manifest.display_name.empty()) {
        out.member("display_name", manifest.display_name);
    }
    if (!manifest.unit_name.empty()) {
        out.member("unit_name", manifest.unit_name);
    }
}

void write_number(ObjectWriter& out, const ManifestNumber& number) {
    out.member("epoch", number.epoch);
    out.member("generation", number.generation);
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

} // namespace marquee::wire
