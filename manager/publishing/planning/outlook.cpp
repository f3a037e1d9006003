#include "manager/publishing/planning/outlook.hpp"

#include <map>

#include "manager/publishing/fleet_index.hpp"
#include "manager/publishing/manifest_classes.hpp"
#include "schemas/rules/times.hpp"

namespace marquee::manager {

namespace {

// People plan beyond the manifests of today: zones and holidays are known as far as this.
constexpr std::chrono::days looked_ahead{5 * 366};

FleetIndex index_of(const FleetSnapshot& snapshot) {
    std::vector<PlacedDisplay> displays;
    displays.reserve(snapshot.displays.size());
    for (const DisplaySite& site : snapshot.displays) {
        displays.push_back({site.id, site.unit, site.tags});
    }
    return {snapshot.units, displays, snapshot.members};
}

// Zones, each asked for once.
class ZoneShelf {
public:
    explicit ZoneShelf(const ZoneOf& zone_of) : zone_of_(zone_of) {}

    Result<ZoneRules> zone(const std::string& name) {
        auto known = read_.find(name);
        if (known == read_.end()) {
            known = read_.emplace(name, zone_of_(name)).first;
        }
        return known->second;
    }

private:
    const ZoneOf& zone_of_;
    std::map<std::string, Result<ZoneRules>> read_;
};

} // namespace

Result<Outlook> outlook_of(FleetSnapshot snapshot, const Affected& places, const ZoneOf& zone_of) {
    ZoneShelf shelf(zone_of);
    auto home = shelf.zone(snapshot.organisation.time_zone);
    if (!home) {
        return tl::unexpected<Error>(std::move(home.error()));
    }
    Outlook outlook{.home = *std::move(home)};
    const FleetIndex fleet = index_of(snapshot);
    const FleetPlan plan(snapshot, fleet);
    for (const ManifestClass& each : plan.classes(resolve(places, fleet))) {
        auto zone = shelf.zone(each.time_zone);
        if (!zone) {
            return tl::unexpected<Error>(std::move(zone.error()));
        }
        PlanClass told{.manifest = plan.shared_manifest(each, *std::move(zone))};
        told.manifest.not_after = rules::never;
        for (const std::uint32_t position : each.displays) {
            told.displays.push_back(static_cast<std::uint32_t>(outlook.displays.size()));
            outlook.displays.push_back(snapshot.displays[fleet.row_of(position)]);
        }
        outlook.classes.push_back(std::move(told));
    }
    outlook.schedules = std::move(snapshot.schedules);
    return outlook;
}

Result<Outlook> read_outlook(Database& database, const Zoneinfo& zones,
                             const OutlookQuestion& question, Instant now) {
    const Interval ahead{now, now + looked_ahead};
    const Interval span = zone_span(ahead.to);
    return database
        .read([&](const View& view) {
            return read_snapshot(view, question.places, ahead,
                                 question.draft ? &*question.draft : nullptr);
        })
        .and_then([&](FleetSnapshot snapshot) {
            return outlook_of(std::move(snapshot), question.places,
                              [&](const std::string& name) { return zones.rules(name, span); });
        });
}

} // namespace marquee::manager
