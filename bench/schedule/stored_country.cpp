#include "bench/schedule/stored_country.hpp"

#include <stdexcept>
#include <string>

#include "manager/disk/disk_blob_store.hpp"
#include "manager/sql/sql_database.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::bench {

using namespace manager;

namespace {

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

} // namespace

StoredCountry::StoredCountry(const CountrySize& size)
    : country_(make_country(size)),
      trust_(must(
          TrustAuthority::found(scratch_.path() / "trust", "Country", clock_.wall(), randomness_))),
      blobs_(must(DiskBlobStore::open(scratch_.path() / "blobs"))),
      database_(must(sql::SqlDatabase::open({scratch_.path() / "manager.db"}, clock_.wall()))),
      publisher_(*database_, *blobs_, trust_, zones_, clock_) {
    must(database_->write([&](Change& change) { return fill_places(change); }));
    must(database_->write([&](Change& change) { return fill_content(change); }));
}

std::size_t StoredCountry::publish_all() {
    return must(publisher_.publish({.everything = true})).issued.size();
}

void StoredCountry::change_a_schedule() {
    ScheduleRecord& row = country_.schedules.front();
    row.schedule.name += "+";
    must(database_->write([&](Change& change) -> Status {
        return change.content.change_schedule(row).map(
            [&](std::int64_t version) { row.head.version = version; });
    }));
}

std::size_t StoredCountry::publish_change() {
    Affected affected;
    affected.add(schedule().targets);
    return must(publisher_.publish(affected)).issued.size();
}

RowHead StoredCountry::head() const {
    return {country_.organisation.root, 1, clock_.wall(), clock_.wall()};
}

Status StoredCountry::fill_places(Change& change) {
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

Status StoredCountry::fill_content(Change& change) {
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

} // namespace marquee::bench
