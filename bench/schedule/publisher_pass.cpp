#include <fstream>
#include <stdexcept>
#include <string>

#include "bench/schedule/benches.hpp"
#include "bench/schedule/country.hpp"
#include "bench/schedule/mixed_schedules.hpp"
#include "common/clock.hpp"
#include "common/random.hpp"
#include "manager/disk/disk_blob_store.hpp"
#include "manager/publishing/publisher.hpp"
#include "manager/sql/sql_database.hpp"
#include "schemas/wire/program.hpp"
#include "tests/fakes/temporary_directory.hpp"

namespace marquee::bench {

namespace {

using namespace manager;

template<typename T>
T must(Result<T> result) {
    if (!result) {
        throw std::runtime_error(to_string(result.error()));
    }
    return *std::move(result);
}

void must(const Status& status) {
    if (!status) {
        throw std::runtime_error(to_string(status.error()));
    }
}

// The most memory the process ever had, in MB: VmHWM of proc(5).
double peak_megabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);) {
        if (line.starts_with("VmHWM:")) {
            return std::stod(line.substr(6)) / 1'024;
        }
    }
    return 0;
}

// A country in a database of its own, with everything published once.
class City {
public:
    explicit City(const CountrySize& size)
        : country_(make_country(size)),
          trust_(must(TrustAuthority::found(scratch_.path() / "trust", "Country", clock_.wall(),
                                            randomness_))),
          blobs_(must(DiskBlobStore::open(scratch_.path() / "blobs"))),
          database_(must(sql::SqlDatabase::open({scratch_.path() / "manager.db"}, clock_.wall()))),
          publisher_(*database_, *blobs_, trust_, zones_, clock_) {
        must(database_->write([&](Change& change) { return fill_places(change); }));
        must(database_->write([&](Change& change) { return fill_content(change); }));
    }

    // Of every display; how many were issued.
    std::size_t publish_all() {
        return must(publisher_.publish({.everything = true})).issued.size();
    }

    // A schedule of the whole country gets another name.
    void change_a_schedule() {
        ScheduleRecord& row = country_.schedules.front();
        row.schedule.name += "+";
        must(database_->write([&](Change& change) -> Status {
            return change.content.change_schedule(row).map(
                [&](std::int64_t version) { row.head.version = version; });
        }));
    }
    std::size_t publish_change() {
        Affected affected;
        affected.add(country_.schedules.front().targets);
        return must(publisher_.publish(affected)).issued.size();
    }

private:
    RowHead head() const { return {country_.organisation.root, 1, clock_.wall(), clock_.wall()}; }

    Status fill_places(Change& change) {
        Organisation organisation = country_.organisation;
        organisation.id = trust_.organisation();
        Status status;
        for (const UnitPlace& place : country_.units) {
            const Unit unit{place.id, head(), place.parent, place.id.value, "grid"};
            status = status.and_then([&] {
                return place.parent.empty() ? change.fleet.found(organisation, unit)
                                            : change.fleet.add_unit(unit);
            });
        }
        for (const DisplaySite& site : country_.displays) {
            Player player{.id = site.player, .head = head(), .name = "box"};
            player.head.unit = site.unit;
            player.software.capabilities = country_.needed;
            const Display display{.id = site.id,
                                  .head = player.head,
                                  .player = site.player,
                                  .name = "main",
                                  .size = {640, 64},
                                  .tags = site.tags};
            status = status.and_then([&] { return change.fleet.add_player(player); }).and_then([&] {
                return change.fleet.add_display(display);
            });
        }
        return status;
    }

    Status fill_content(Change& change) {
        Status status;
        for (const ApprovedProgram& program : country_.approved) {
            const ProgramRef& reference = program.reference;
            Program document{.organisation = trust_.organisation(),
                             .id = reference.id,
                             .name = "program",
                             .unit = country_.organisation.root};
            document.layout = {.canvas = {640, 64},
                               .zones = {{.name = "all", .rect = {0, 0, 640, 64}}}};
            PlaylistItem item{.id = ItemId{reference.id.value}};
            item.content = Slogan{.text = "防诈骗"};
            document.layout.zones.front().playlist.items = {item};
            document.not_before = *reference.not_before;
            document.not_after = *reference.not_after;
            ProgramRevision revision{.program = reference.id, .head = head()};
            revision.state = ProgramState::approved;
            revision.payload = wire::write_program(document);
            revision.cycle = reference.cycle;
            revision.envelope_size_bytes = reference.envelope_size_bytes;
            status = status
                         .and_then([&] {
                             return change.content.add_program({reference.id, head(), "program"});
                         })
                         .and_then([&] { return change.content.add_revision(revision); });
        }
        for (ScheduleRecord& row : country_.schedules) {
            row.head = head();
            if (row.targets.groups.empty()) {
                status = status.and_then([&] { return change.content.add_schedule(row); });
            }
        }
        return status;
    }

    TemporaryDirectory scratch_;
    SystemClock clock_;
    OsRandomness randomness_;
    Zoneinfo zones_;
    FleetSnapshot country_;
    TrustAuthority trust_;
    std::unique_ptr<DiskBlobStore> blobs_;
    std::unique_ptr<Database> database_;
    Publisher publisher_;
};

} // namespace

Samples publisher_pass(const Effort& effort) {
    City city(effort.smoke ? CountrySize{60, 10, 60} : CountrySize{10'000, 772, 500});
    const double before = peak_megabytes();
    std::size_t issued = 0;
    const double first = seconds_of([&] { issued = city.publish_all(); });
    note("publisher-pass: all " + std::to_string(issued) + " displays for the first time in "
         + std::to_string(first) + " s; peak memory " + std::to_string(before) + " MB before, "
         + std::to_string(peak_megabytes()) + " MB after");
    return measure("publisher-pass", "s", effort, [&] {
        city.change_a_schedule();
        std::size_t again = 0;
        const double seconds = seconds_of([&] { again = city.publish_change(); });
        if (again != issued) {
            throw std::logic_error("not every display of the country was issued to");
        }
        return seconds;
    });
}

} // namespace marquee::bench
