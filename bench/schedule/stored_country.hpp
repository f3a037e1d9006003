// The made-up country in a database of its own, everything in it published by the real publisher.
#pragma once

#include <cstddef>
#include <memory>

#include "bench/schedule/country.hpp"
#include "common/clock.hpp"
#include "common/random.hpp"
#include "common/zoneinfo.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"
#include "manager/publishing/publisher.hpp"
#include "manager/trust/trust_authority.hpp"
#include "tests/fakes/temporary_directory.hpp"

namespace marquee::bench {

// Throws when anything fails: then there is nothing to measure.
class StoredCountry {
public:
    explicit StoredCountry(const CountrySize& size);

    // Of every display; how many were issued.
    std::size_t publish_all();

    // A schedule of the whole country gets another name; then its displays are published again.
    void change_a_schedule();
    std::size_t publish_change();

    manager::Database& database() { return *database_; }
    const Zoneinfo& zones() const { return zones_; }
    const Clock& clock() const { return clock_; }

    // The whole country's schedule that change_a_schedule() changes.
    const manager::ScheduleRecord& schedule() const { return country_.schedules.front(); }

private:
    manager::RowHead head() const;
    Status fill_places(manager::Change& change);
    Status fill_content(manager::Change& change);

    TemporaryDirectory scratch_;
    SystemClock clock_;
    OsRandomness randomness_;
    Zoneinfo zones_;
    manager::FleetSnapshot country_;
    manager::TrustAuthority trust_;
    std::unique_ptr<manager::BlobStore> blobs_;
    std::unique_ptr<manager::Database> database_;
    manager::Publisher publisher_;
};

} // namespace marquee::bench
