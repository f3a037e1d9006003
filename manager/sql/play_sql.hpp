// Plays in tables.
#pragma once

#include "manager/ports/play_repository.hpp"
#include "manager/sql/connection.hpp"

namespace marquee::manager::sql {

// Lives as long as its connection and belongs to the same thread.
class PlaySql final : public PlayRepository {
public:
    explicit PlaySql(Connection& connection) : connection_(connection) {}

    Result<JournalMark> mark(const DisplayId& display) const override;
    Status set_mark(const DisplayId& display, const JournalMark& mark) override;
    Result<ItemKey> key_of(const PlayedItem& item) override;
    Result<PlayedItem> item(ItemKey key) const override;
    Status add_packed(const PackedPlays& plays) override;
    Status add_day(const DayPlays& day) override;
    Result<std::vector<ItemPlays>> day_sums(const Scope& scope,
                                            const Interval& within) const override;
    Result<std::vector<Interval>> cut_days(const Scope& scope,
                                           const Interval& within) const override;
    Result<std::vector<UnitShown>> most_shown(const Scope& scope,
                                              const Interval& day) const override;
    Result<std::vector<PackedPlays>> packed(const Scope& scope,
                                            const Interval& within) const override;

private:
    Connection& connection_;
};

} // namespace marquee::manager::sql
