#include "manager/reporting/play_intake.hpp"

#include <map>
#include <tuple>

#include "manager/reporting/journal_owner.hpp"
#include "manager/reporting/play_packing.hpp"

namespace marquee::manager {

namespace {

constexpr Interval all_time{Instant::min(), Instant::max()};

// The new plays of one segment on their way into the database.
class Arrival {
public:
    Arrival(const PlaySegment& segment, const std::vector<DisplayPlace>& places, const Days& days)
        : segment_(segment), places_(places), days_(days) {}

    void add(std::uint64_t number, ItemKey key, const PlayRecord& record) {
        const UnitId& unit = unit_of(places_, record.from);
        if (packs_.empty() || packs_.back().row.unit != unit) {
            packs_.push_back(
                {{segment_.display, unit, number, 0, {record.from, record.from}, {}}, {}});
        }
        Pack& pack = packs_.back();
        pack.row.begins.from = std::min(pack.row.begins.from, record.from);
        pack.row.begins.to = std::max(pack.row.begins.to, record.from + Microseconds{1});
        pack.plays.push_back({key, record});
        if (record.from < day_.from || record.from >= day_.to) {
            day_ = days_.day_of(record.from);
        }
        DayPlays& sum = sums_[{unit, day_.from, key}];
        sum = {segment_.display, unit, day_, key, sum.plays + 1, sum.shown + record.duration};
    }

    Status write(PlayRepository& plays) const {
        for (const Pack& pack : packs_) {
            PackedPlays row = pack.row;
            row.count = pack.plays.size();
            row.packed = pack_plays(pack.plays);
            if (Status added = plays.add_packed(row); !added) {
                return added;
            }
        }
        for (const auto& [key, sum] : sums_) {
            if (Status added = plays.add_day(sum); !added) {
                return added;
            }
        }
        return {};
    }

private:
    struct Pack {
        PackedPlays row; // but for count and bytes
        std::vector<KeyedPlay> plays;
    };

    const PlaySegment& segment_;
    const std::vector<DisplayPlace>& places_;
    const Days& days_;
    Interval day_{}; // of the record before
    std::vector<Pack> packs_;
    std::map<std::tuple<UnitId, Instant, ItemKey>, DayPlays> sums_;
};

Result<std::uint64_t> store(Change& change, const PlaySegment& segment, const Days& days) {
    const Result<JournalMark> held = change.plays.mark(segment.display);
    const auto places = change.uptime.places_of(segment.display, all_time);
    if (!held || !places) {
        return tl::unexpected<Error>(held ? places.error() : held.error());
    }
    const FreshRecords fresh = fresh_records(*held, segment.first_number, segment.records.size());
    if (!fresh.any) {
        return held->number;
    }
    std::vector<ItemKey> keys;
    for (const PlayedItem& item : segment.items) {
        const Result<ItemKey> key = change.plays.key_of(item);
        if (!key) {
            return tl::unexpected<Error>(key.error());
        }
        keys.push_back(*key);
    }
    Arrival arrival(segment, *places, days);
    for (std::size_t i = fresh.skip; i < segment.records.size(); ++i) {
        const PlayRecord& record = segment.records[i];
        arrival.add(segment.first_number + i, keys.at(record.item), record);
    }
    return arrival.write(change.plays)
        .and_then([&] { return change.plays.set_mark(segment.display, fresh.mark); })
        .map([&] { return fresh.mark.number; });
}

} // namespace

Result<std::uint64_t> PlayIntake::take(const PlaySegment& segment, const Player& device) {
    const Result<Days> days =
        database_
            .read([](const View& view) {
                return view.fleet.organisation().map(
                    [](const Organisation& ours) { return ours.time_zone; });
            })
            .and_then([&](const std::string& zone) { return calendar_.days(zone, clock_.wall()); });
    if (!days) {
        return tl::unexpected<Error>(days.error());
    }
    return database_.write([&](Change& change) {
        return check_owner(change.view(), segment.display, device).and_then([&] {
            return store(change, segment, *days);
        });
    });
}

} // namespace marquee::manager
