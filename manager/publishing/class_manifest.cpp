// What the manifests of a class have in common.
#include <algorithm>

#include "manager/publishing/manifest_classes.hpp"
#include "manager/publishing/schedule_times.hpp"
#include "schemas/rules/capabilities.hpp"
#include "schemas/rules/day_rule_count.hpp"

namespace marquee::manager {

bool FleetPlan::asks_for_holidays(const ManifestClass& of) const {
    const auto asks = [](const Times& times) { return uses_day_kinds(times); };
    const auto caps_ask = [&](const LevelRules& levels) {
        return std::any_of(levels.caps.begin(), levels.caps.end(),
                           [&](const LevelCap& cap) { return asks(cap.times); });
    };
    const Backdrop& backdrop = backdrops_[of.backdrop];
    return std::any_of(backdrop.off_hours.begin(), backdrop.off_hours.end(), asks)
           || caps_ask(backdrop.volume) || caps_ask(backdrop.brightness)
           || std::any_of(of.schedules.begin(), of.schedules.end(), [&](std::uint32_t schedule) {
                  return asks(snapshot_.schedules[schedule].schedule.times);
              });
}

// Programs and schedules are left out.
Manifest FleetPlan::without_parts(const ManifestClass& of, ZoneRules zone) const {
    Manifest manifest;
    manifest.organisation = snapshot_.organisation.id;
    manifest.zone = std::move(zone);
    manifest.filler = of.filler;
    const Backdrop& backdrop = backdrops_[of.backdrop];
    manifest.off_hours = backdrop.off_hours;
    manifest.volume = backdrop.volume;
    manifest.brightness = backdrop.brightness;
    if (asks_for_holidays(of)) {
        manifest.holidays = snapshot_.holidays;
    }
    if (of.on_wall) {
        manifest.wall = WallPlace{{1, 1}};
    }
    if (of.says_names) {
        manifest.display_name.push_back('n');
    }
    if (of.missing != 0) {
        std::vector<std::string> announced;
        for (std::size_t i = 0; i < snapshot_.needed.size(); ++i) {
            if ((of.missing >> i & 1) == 0) {
                announced.push_back(snapshot_.needed[i]);
            }
        }
        rules::leave_out(manifest, announced);
    }
    return manifest;
}

Manifest FleetPlan::shared_manifest(const ManifestClass& of, ZoneRules zone) const {
    Manifest manifest = without_parts(of, std::move(zone));
    for (const std::uint32_t program : of.programs) {
        manifest.programs.push_back(snapshot_.approved[program].reference);
    }
    for (const std::uint32_t schedule : of.schedules) {
        manifest.schedules.push_back(snapshot_.schedules[schedule].schedule);
    }
    return manifest;
}

std::string FleetPlan::shared_text(const ManifestClass& of, ZoneRules zone) const {
    return parts_.write(without_parts(of, std::move(zone)), {of.programs, of.schedules});
}

std::size_t FleetPlan::day_rules(const ManifestClass& of) const {
    std::size_t count = rules::day_rule_count(without_parts(of, {}));
    for (const std::uint32_t schedule : of.schedules) {
        count += rules::day_rule_count(snapshot_.schedules[schedule].schedule.times);
    }
    return count;
}

} // namespace marquee::manager
