// Uptime in tables.
#pragma once

#include "manager/ports/uptime_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class UptimeSql final : public UptimeRepository {
public:
    explicit UptimeSql(Connection& connection) : connection_(connection) {}

    Result<UptimeProgress> progress(const DisplayId& display) const override;
    Status set_progress(const DisplayId& display, const UptimeProgress& progress) override;
    Status extend(const UptimeRow& row) override;
    Result<std::vector<UptimeRow>> rows(const std::vector<DisplayId>& displays,
                                        const Interval& within) const override;
    Result<std::vector<DisplayPlace>> places(const Scope& scope, const Interval& within,
                                             const DisplayId& after,
                                             std::size_t limit) const override;
    Result<std::vector<DisplayPlace>> places_of(const DisplayId& display,
                                                const Interval& within) const override;
    Status set_run(const Interval& run) override;
    Result<std::vector<Interval>> runs(const Interval& within) const override;
    Result<std::optional<Instant>> last_run_end() const override;

private:
    Connection& connection_;
};

} // namespace marquee::manager::sql
