#include <catch2/catch.hpp>

#include "manager/publishing/manifest_classes.hpp"
#include "manager/publishing/manifest_text.hpp"
#include "schemas/wire/manifest.hpp"
#include "tests/unit/manager/publishing/random_fleet.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

FleetIndex index_of(const FleetSnapshot& snapshot) {
    std::vector<PlacedDisplay> displays;
    for (const DisplaySite& site : snapshot.displays) {
        displays.push_back({site.id, site.unit, site.tags});
    }
    return {snapshot.units, displays, snapshot.members};
}

const std::string& zone_of(const FleetSnapshot& snapshot, const DisplaySite& site) {
    return site.time_zone.empty() ? snapshot.organisation.time_zone : site.time_zone;
}

Overlay some_overlay() {
    return {.display = DisplayId{sample::uuid(99)},
            .number = {3, 118},
            .issued_at = sample::now + Microseconds{125'000},
            .not_after = sample::now + std::chrono::days{90},
            .volume_percent = 7,
            .wall = WallPlace{{1920, 64}, 640, 0},
            .display_name = "西站 \"北口\"",
            .unit_name = "北县"};
}

Manifest with(Manifest manifest, const Overlay& overlay) {
    manifest.display = overlay.display;
    manifest.number = overlay.number;
    manifest.issued_at = overlay.issued_at;
    manifest.not_after = overlay.not_after;
    manifest.volume_percent = overlay.volume_percent;
    if (manifest.wall) {
        manifest.wall = overlay.wall;
    }
    if (!manifest.display_name.empty()) {
        manifest.display_name = overlay.display_name;
        manifest.unit_name = overlay.unit_name;
    }
    return manifest;
}

} // namespace

TEST_CASE("a class is every display of one manifest, which is what the display's own would be") {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        INFO("seed " << seed);
        const RandomFleet city(seed);
        const FleetIndex fleet = index_of(city.snapshot);
        const FleetPlan plan(city.snapshot, fleet);
        const auto classes = plan.classes(fleet.everything());
        std::set<std::string> documents;
        std::size_t displays = 0;
        for (const ManifestClass& of : classes) {
            const Manifest shared = plan.shared_manifest(of, {});
            documents.insert(of.time_zone + wire::write_manifest(shared));
            for (const std::uint32_t position : of.displays) {
                const DisplaySite& site = city.snapshot.displays[fleet.row_of(position)];
                REQUIRE(shared == city.manifest_of(site));
                REQUIRE(of.time_zone == zone_of(city.snapshot, site));
                ++displays;
            }
        }
        REQUIRE(displays == fleet.size());
        // Programs that are allowed on some displays only may split what need not be.
        REQUIRE(documents.size() <= classes.size());
    }
}

TEST_CASE("displays of a class stand together wherever in the tree they are") {
    std::size_t most = 0;
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        RandomFleet city(seed);
        city.snapshot.schedules.clear();
        city.snapshot.policies.clear();
        city.snapshot.abilities.assign(city.snapshot.displays.size(), 0);
        for (DisplaySite& site : city.snapshot.displays) {
            site.time_zone.clear();
            site.wall.reset();
        }
        const FleetIndex fleet = index_of(city.snapshot);
        const FleetPlan plan(city.snapshot, fleet);
        CHECK(plan.classes(fleet.everything()).size() == (fleet.size() == 0 ? 0 : 1));
        CHECK(plan.classes(fleet.none()).empty());
        most = std::max(most, fleet.size());
    }
    REQUIRE(most > DisplaySet::word_bits);
}

TEST_CASE("a display's document is byte for byte what is written of its manifest") {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        RandomFleet city(seed);
        for (ScheduleRecord& record : city.snapshot.schedules) {
            record.schedule.name = R"(,"display":,"zone":,"volume_percent":"\)";
            record.schedule.times.windows = {{TimeOfDay{3'600}, TimeOfDay{7'200}}};
        }
        const FleetIndex fleet = index_of(city.snapshot);
        const FleetPlan plan(city.snapshot, fleet);
        const ZoneRules zone{"Asia/Shanghai", "2025b", 29'143, {{sample::now, 28'800, "CST"}}};
        for (const ManifestClass& of : plan.classes(fleet.everything())) {
            const Manifest shared = plan.shared_manifest(of, zone);
            REQUIRE(plan.shared_text(of, zone) == wire::write_manifest(shared));
            const ManifestText text(plan.shared_text(of, zone));
            const Overlay overlay = some_overlay();
            REQUIRE(text.document(overlay) == wire::write_manifest(with(shared, overlay)));
        }
    }
}

TEST_CASE("content is what matters: not the number, but the volume and every shared member") {
    Manifest shared;
    shared.organisation = sample::organisation;
    const auto content = [](const Manifest& manifest, std::int32_t volume_percent) {
        return ManifestText(wire::write_manifest(manifest))
            .content({.volume_percent = volume_percent});
    };
    const Sha256 digest = content(shared, 100);
    CHECK(content(shared, 99) != digest);
    CHECK(content(with(shared, some_overlay()), 100) == digest);
    shared.off_hours.emplace_back();
    CHECK(content(shared, 100) != digest);
}

TEST_CASE("a place on a wall and names are a display's own, where its class has any") {
    const auto contents = [](const Manifest& shared) {
        const ManifestText text(wire::write_manifest(shared));
        Overlay left = some_overlay();
        left.wall->x = 0;
        Overlay renamed = some_overlay();
        renamed.unit_name = "南县";
        const Sha256 usual = text.content(some_overlay());
        return std::pair(text.content(left) != usual, text.content(renamed) != usual);
    };
    Manifest shared;
    shared.organisation = sample::organisation;
    CHECK(contents(shared) == std::pair(false, false));
    CHECK_FALSE(ManifestText(wire::write_manifest(shared)).is_personal());
    shared.wall = WallPlace{{1, 1}};
    CHECK(contents(shared) == std::pair(true, false));
    shared.display_name = "n";
    CHECK(contents(shared) == std::pair(true, true));
    CHECK(ManifestText(wire::write_manifest(shared)).is_personal());
}

TEST_CASE("a manifest carries the years of holidays it may be asked about, whole ones") {
    HolidayTable all;
    for (int year = 2024; year <= 2030; ++year) {
        all.years.push_back({.year = year, .source = {}, .days = {}});
    }
    const auto years = [&](const char* from, const char* to) {
        std::vector<int> left;
        const Interval validity{*instant_from_rfc3339(from), *instant_from_rfc3339(to)};
        for (const HolidayYear& year : holidays_during(all, validity).years) {
            left.push_back(year.year);
        }
        return left;
    };
    CHECK(years("2026-06-01T00:00:00Z", "2026-08-30T00:00:00Z") == std::vector{2025, 2026});
    CHECK(years("2026-11-21T00:00:00Z", "2027-02-19T00:00:00Z") == std::vector{2025, 2026, 2027});
    CHECK(years("2026-10-02T20:00:00Z", "2026-12-31T20:00:00Z") == std::vector{2025, 2026, 2027});
}
