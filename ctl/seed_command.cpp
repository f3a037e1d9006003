#include "ctl/seed_command.hpp"

#include <fmt/format.h>

#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "ctl/invented_city.hpp"
#include "manager/access/audit.hpp"
#include "manager/disk/state_directory.hpp"
#include "manager/sql/sql_database.hpp"

namespace marquee::ctl {

namespace {

using namespace marquee::manager;

constexpr std::int64_t units_max = 10'000;
constexpr std::int64_t displays_max = 100'000;
constexpr std::size_t told_every = 2'000; // displays

// Writes the city below the root of the organisation.
class Seeding {
public:
    Seeding(Session& session, Change& change, const Organisation& organisation)
        : session_(session), change_(change), organisation_(organisation) {}

    Status add(const InventedCity& city) {
        for (std::size_t i = 0; i < city.units.size(); ++i) {
            if (Status added = add_unit(city.units[i], i); !added) {
                return added;
            }
        }
        for (std::size_t i = 0; i < city.displays.size(); ++i) {
            if (Status added = add_display(city.displays[i]); !added) {
                return added;
            }
            if ((i + 1) % told_every == 0) {
                session_.tell(fmt::format("{} of {} displays", i + 1, city.displays.size()));
            }
        }
        return record(change_, {.at = now_,
                                .unit = organisation_.root,
                                .actor = {},
                                .action = "organisation.seed",
                                .subject = organisation_.id.value,
                                .detail = fmt::format("{} units, {} displays", city.units.size(),
                                                      city.displays.size())});
    }

private:
    RowHead head(const UnitId& unit) const {
        return {.unit = unit, .created_at = now_, .changed_at = now_};
    }

    Status add_unit(const InventedUnit& invented, std::size_t index) {
        Unit unit;
        unit.id = make_id<UnitId>(now_, session_.randomness);
        unit.head = head(unit.id);
        unit.parent = invented.parent == index ? organisation_.root : units_[invented.parent];
        unit.name = invented.name;
        unit.kind = invented.kind;
        units_.push_back(unit.id);
        return change_.fleet.add_unit(unit);
    }

    // A player each, whose device nobody has: no key in the world has this digest.
    Status add_display(const InventedDisplay& invented) {
        Player player;
        player.id = make_id<PlayerId>(now_, session_.randomness);
        player.head = head(units_[invented.unit]);
        player.name = invented.title;
        player.software.version = "seeded";
        player.key_sha256 = sha256("no key " + player.id.value);
        player.certificate_sha256 = sha256("no certificate " + player.id.value);
        player.certificate_expires_at = now_;
        Display display;
        display.id = make_id<DisplayId>(now_, session_.randomness);
        display.head = player.head;
        display.player = player.id;
        display.name = "main";
        display.title = invented.title;
        display.kind = invented.kind;
        display.size = invented.size;
        display.tags = invented.tags;
        if (invented.pixel_pitch_um > 0) {
            display.panel = {invented.pixel_pitch_um, invented.viewing_distance_mm};
        }
        return change_.fleet.add_player(player).and_then(
            [&] { return change_.fleet.add_display(display); });
    }

    Session& session_;
    Change& change_;
    const Organisation& organisation_;
    const Instant now_ = session_.clock.wall();
    std::vector<UnitId> units_;
};

// What is real is never mixed with what is invented.
Status check_is_empty(const View& view, const Organisation& organisation) {
    return view.fleet.census(organisation.root, {})
        .and_then([&](const DisplayCensus& census) -> Status {
            const std::int64_t displays = census.screens.displays + census.loudspeakers.displays;
            return displays == 0
                       ? Status{}
                       : fail(
                           ErrorCode::wrong_state,
                           fmt::format("the organisation has {} displays, and seed fills only one "
                                       "that has none: found another with setup in an empty "
                                       "--state-dir",
                                       displays));
        });
}

Status run(Session& session) {
    const auto units = static_cast<std::size_t>(session.settings.integer("units"));
    const auto displays = static_cast<std::size_t>(session.settings.integer("displays"));
    const Result<StateDirectory> directory =
        StateDirectory::open(session.settings.path("state-dir"));
    if (!directory) {
        return tl::unexpected<Error>(directory.error());
    }
    const auto database =
        sql::SqlDatabase::open({.file = directory->database()}, session.clock.wall());
    if (!database) {
        return tl::unexpected<Error>(database.error());
    }
    const InventedCity city = invent_city(units, displays);
    return (*database)
        ->write([&](Change& change) -> Status { // all of it or nothing
            const Result<Organisation> organisation = change.fleet.organisation();
            if (!organisation) {
                return tl::unexpected<Error>(organisation.error());
            }
            return check_is_empty(change.view(), *organisation).and_then([&] {
                return Seeding(session, change, *organisation).add(city);
            });
        })
        .map([&] {
            session.out = fmt::format("{} units and {} displays were made; no device stands behind "
                                      "them\n",
                                      city.units.size(), city.displays.size());
        });
}

} // namespace

Command seed_command() {
    return {.name = "seed",
            .summary = "fills a new organisation with an invented city, for trials",
            .settings = {{.key = "state-dir",
                          .kind = SettingKind::path,
                          .default_value = "/var/lib/marquee/manager",
                          .help = "directory of the manager's state; the manager must not run"},
                         {.key = "units",
                          .kind = SettingKind::integer,
                          .default_value = "772",
                          .help = "units below the root",
                          .least = 1,
                          .most = units_max},
                         {.key = "displays",
                          .kind = SettingKind::integer,
                          .default_value = "10000",
                          .help = "displays in them, each of a player that never reports",
                          .least = 0,
                          .most = displays_max}},
            .run = run};
}

} // namespace marquee::ctl
