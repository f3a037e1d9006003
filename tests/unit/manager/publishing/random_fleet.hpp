// Small random fleets with everything that decides a manifest, and the slow, obvious answers.
#pragma once

#include <algorithm>
#include <array>
#include <random>
#include <set>

#include "manager/publishing/fleet_snapshot.hpp"
#include "manager/publishing/policies.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/rules/capabilities.hpp"
#include "tests/fakes/sample_rows.hpp"

namespace marquee::manager {

class RandomFleet {
public:
    explicit RandomFleet(std::uint64_t seed) : engine_(seed) {
        snapshot.organisation.id = sample::organisation;
        snapshot.organisation.root = UnitId{sample::uuid(100)};
        snapshot.organisation.time_zone = "Asia/Shanghai";
        const int units = number(1, 30);
        for (int i = 0; i < units; ++i) {
            snapshot.units.push_back({unit_at(i), i == 0 ? UnitId() : unit_at(number(0, i - 1))});
        }
        std::shuffle(snapshot.units.begin(), snapshot.units.end(), engine_);
        for (int i = number(0, 300); i > 0; --i) {
            add_display(static_cast<int>(snapshot.displays.size()));
        }
        for (int i = 0; i < 6; ++i) {
            add_program(i);
            snapshot.members.push_back({group_at(i % 2), some_display()});
        }
        for (int i = 0; i < 12; ++i) {
            ScheduleRecord record;
            record.schedule.id = ScheduleId{sample::uuid(7'000 + i)};
            record.schedule.program = program_at(number(0, 7)); // two of them are not approved
            record.schedule.times = times();
            record.schedule.interrupt_seconds_per_hour = chance(10) ? 60 : 0;
            const bool turns = record.schedule.interrupt_seconds_per_hour == 0;
            record.schedule.weight = turns && chance(10) ? 3 : 1;
            record.targets = targets();
            snapshot.schedules.push_back(record);
        }
        for (int i = number(0, 4); i > 0; --i) {
            add_policy();
        }
        snapshot.holidays.years.push_back({.year = 2027, .source = "notice", .days = {}});
        snapshot.needed = rules::schedule_capabilities();
        snapshot.needed.emplace_back(rules::capability::variables);
        std::sort(snapshot.needed.begin(), snapshot.needed.end());
        const auto all = (std::uint32_t{1} << snapshot.needed.size()) - 1;
        for (std::size_t i = 0; i < snapshot.displays.size(); ++i) {
            const auto some = static_cast<std::uint32_t>(number(0, static_cast<int>(all)));
            snapshot.abilities.push_back(chance(80) ? all : some);
        }
    }

    int number(int least, int most) {
        return std::uniform_int_distribution<int>(least, most)(engine_);
    }
    bool chance(int percent) { return number(1, 100) <= percent; }

    ScheduleTargets targets() {
        ScheduleTargets made;
        fill(made.units, 2, [&] { return some_unit(); });
        fill(made.displays, 2, [&] { return some_display(); });
        fill(made.groups, 1, [&] { return group_at(number(0, 2)); });
        fill(made.excluded_units, 1, [&] { return some_unit(); });
        fill(made.excluded_displays, 1, [&] { return some_display(); });
        if (chance(50)) {
            constexpr std::array texts{"LED", "户外 and not LED", "not (地铁 or LED) or 户外",
                                       "nobody has it", "and and"};
            made.tags = texts[static_cast<std::size_t>(number(0, texts.size() - 1))];
        }
        return made;
    }

    std::vector<UnitId> path_of(const UnitId& unit) const {
        std::vector<UnitId> path;
        for (UnitId at = unit; !at.empty(); at = parent_of(at)) {
            path.push_back(at);
        }
        return path;
    }

    bool addresses(const ScheduleTargets& targets, const DisplaySite& display) const {
        const auto path = path_of(display.unit);
        const auto within = [&](const std::vector<UnitId>& units) {
            return std::any_of(units.begin(), units.end(),
                               [&](const UnitId& unit) { return has(path, unit); });
        };
        const bool grouped =
            std::any_of(snapshot.members.begin(), snapshot.members.end(), [&](const auto& member) {
                return member.display == display.id && has(targets.groups, member.group);
            });
        const auto tags = rules::tag_expression_from_text(targets.tags);
        const bool tagged = targets.tags.empty() || (tags && matches(*tags, display.tags));
        const bool meant =
            (within(targets.units) && tagged) || has(targets.displays, display.id) || grouped;
        return meant && !within(targets.excluded_units)
               && !has(targets.excluded_displays, display.id);
    }

    // What the display shows, with its overlay empty and no zone.
    Manifest manifest_of(const DisplaySite& display) const {
        Manifest manifest = whole_manifest_of(display);
        const std::uint32_t bits =
            snapshot.abilities[static_cast<std::size_t>(&display - snapshot.displays.data())];
        std::vector<std::string> able;
        for (std::size_t i = 0; i < snapshot.needed.size(); ++i) {
            if ((bits >> i & 1) != 0) {
                able.push_back(snapshot.needed[i]);
            }
        }
        const auto lacks = [&](const ProgramId& id) {
            const auto& needs = approved(id).needs;
            return std::any_of(needs.begin(), needs.end(),
                               [&](const std::string& need) { return !has(able, need); });
        };
        std::erase_if(manifest.schedules,
                      [&](const Schedule& schedule) { return lacks(schedule.program); });
        std::erase_if(manifest.filler, lacks);
        rules::leave_out(manifest, able);
        std::erase_if(manifest.programs, [&](const ProgramRef& program) {
            return !has(manifest.filler, program.id)
                   && std::none_of(
                       manifest.schedules.begin(), manifest.schedules.end(),
                       [&](const Schedule& schedule) { return schedule.program == program.id; });
        });
        if (std::none_of(manifest.schedules.begin(), manifest.schedules.end(),
                         [](const Schedule& schedule) { return uses_day_kinds(schedule.times); })
            && std::none_of(manifest.off_hours.begin(), manifest.off_hours.end(), uses_day_kinds)) {
            manifest.holidays.reset();
        }
        const bool says_names = std::any_of(
            manifest.programs.begin(), manifest.programs.end(), [&](const ProgramRef& program) {
                return has(approved(program.id).needs, std::string(rules::capability::variables));
            });
        manifest.display_name = says_names ? "n" : "";
        return manifest;
    }

    // The same for a player that can do everything.
    Manifest whole_manifest_of(const DisplaySite& display) const {
        Policy policy;
        if (const auto own = snapshot.policies.find(display.id.value);
            own != snapshot.policies.end()) {
            inherit(policy, own->second);
        }
        for (const UnitId& unit : path_of(display.unit)) {
            if (const auto own = snapshot.policies.find(unit.value);
                own != snapshot.policies.end()) {
                inherit(policy, own->second);
            }
        }
        const Backdrop backdrop = backdrop_from(policy);
        Manifest manifest;
        manifest.organisation = snapshot.organisation.id;
        manifest.off_hours = backdrop.off_hours;
        manifest.brightness = backdrop.brightness;
        manifest.volume = backdrop.volume;
        manifest.holidays = snapshot.holidays;
        if (display.wall) {
            manifest.wall = WallPlace{{1, 1}};
        }
        std::set<ProgramId> named;
        for (const ProgramId& id : backdrop.filler) {
            if (shown_on(id, display)) {
                manifest.filler.push_back(id);
                named.insert(id);
            }
        }
        for (const ScheduleRecord& record : snapshot.schedules) {
            if (shown_on(record.schedule.program, display) && addresses(record.targets, display)) {
                manifest.schedules.push_back(record.schedule);
                named.insert(record.schedule.program);
            }
        }
        for (const ApprovedProgram& program : snapshot.approved) {
            if (named.contains(program.reference.id)) {
                manifest.programs.push_back(program.reference);
            }
        }
        return manifest;
    }

    FleetSnapshot snapshot;

private:
    static UnitId unit_at(int i) { return UnitId{sample::uuid(100 + i)}; }
    static ProgramId program_at(int i) { return ProgramId{sample::uuid(5'000 + i)}; }
    static GroupId group_at(int i) { return GroupId{sample::uuid(6'000 + i)}; }

    template<typename T>
    static bool has(const std::vector<T>& all, const T& one) {
        return std::find(all.begin(), all.end(), one) != all.end();
    }
    template<typename T, typename Make>
    void fill(std::vector<T>& list, int most, const Make& make) {
        for (int i = number(0, most); i > 0; --i) {
            list.push_back(make());
        }
    }
    // Sometimes one that there is not.
    UnitId some_unit() { return unit_at(number(0, static_cast<int>(snapshot.units.size()))); }
    DisplayId some_display() {
        return DisplayId{
            sample::uuid(1'000 + number(0, static_cast<int>(snapshot.displays.size())))};
    }
    const UnitId& parent_of(const UnitId& unit) const {
        return std::find_if(snapshot.units.begin(), snapshot.units.end(),
                            [&](const UnitPlace& place) { return place.id == unit; })
            ->parent;
    }
    bool shown_on(const ProgramId& id, const DisplaySite& display) const {
        return std::any_of(snapshot.approved.begin(), snapshot.approved.end(),
                           [&](const ApprovedProgram& program) {
                               return program.reference.id == id
                                      && (program.displays_allowed.empty()
                                          || has(program.displays_allowed, display.id));
                           });
    }

    const ApprovedProgram& approved(const ProgramId& id) const {
        return *std::find_if(
            snapshot.approved.begin(), snapshot.approved.end(),
            [&](const ApprovedProgram& program) { return program.reference.id == id; });
    }

    Times times() {
        Times made;
        if (chance(15)) {
            made.on.emplace_back(LunarMarket{0b10'0100'1000});
        }
        if (chance(10)) {
            made.on.emplace_back(DayKinds{0b100});
        }
        return made;
    }

    void add_display(int i) {
        DisplaySite display;
        display.id = DisplayId{sample::uuid(1'000 + i)};
        display.unit = unit_at(number(0, static_cast<int>(snapshot.units.size()) - 1));
        display.time_zone = chance(5) ? "Asia/Urumqi" : "";
        for (const char* tag : {"LED", "户外", "地铁"}) {
            if (chance(40)) {
                display.tags.emplace_back(tag);
            }
        }
        if (chance(20)) {
            display.wall = WallPlace{{number(2, 900), 64}, number(0, 1), 0};
        }
        snapshot.displays.push_back(display);
    }
    void add_program(int i) {
        ApprovedProgram program;
        program.reference.id = program_at(i);
        if (chance(30)) {
            fill(program.displays_allowed, 40, [&] { return some_display(); });
        }
        if (chance(15)) {
            program.needs.emplace_back(rules::capability::item_validity);
        }
        if (chance(10)) {
            program.needs.emplace_back(rules::capability::variables);
        }
        snapshot.approved.push_back(program);
    }
    void add_policy() {
        Policy policy;
        policy.subject = chance(50) ? some_unit().value : some_display().value;
        if (chance(70)) {
            policy.filler.emplace();
            fill(*policy.filler, 2, [&] { return program_at(number(0, 6)); });
        }
        if (chance(50)) {
            policy.off_hours.emplace();
            fill(*policy.off_hours, 2, [&] { return times(); });
        }
        if (chance(30)) {
            policy.brightness = LevelRules{{{TimeOfDay{0}, number(0, 100)}}, {}};
        }
        if (chance(30)) {
            policy.volume = LevelRules{{}, {{{}, number(0, 100)}}};
        }
        snapshot.policies.emplace(policy.subject, policy);
    }

    std::mt19937_64 engine_;
};

} // namespace marquee::manager
