#include "manager/reporting/uptime_intake.hpp"

#include <algorithm>

#include "manager/reporting/journal_owner.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

UptimeKind kind_of(UptimeMeasure measure) {
    switch (measure) {
    case UptimeMeasure::showing:
        return UptimeKind::showing;
    case UptimeMeasure::off:
        return UptimeKind::off;
    case UptimeMeasure::running:
        break;
    }
    return UptimeKind::running;
}

} // namespace

UptimeNews fold_uptime(const UptimeProgress& held, const UptimeSegment& segment, Instant now) {
    const FreshRecords fresh =
        fresh_records(held.mark, segment.first_number, segment.records.size());
    UptimeNews news{{}, held};
    if (!fresh.any) {
        return news;
    }
    UptimeProgress& told = news.progress;
    told.mark = fresh.mark;
    told.doubtful = told.doubtful || fresh.lost;
    const Instant latest = now + Seconds{limits::journal_ahead_seconds_max};
    for (std::size_t i = fresh.skip; i < segment.records.size(); ++i) {
        const UptimeRecord& record = segment.records[i];
        if (!record.trusted || record.interval.to > latest) {
            told.doubtful = true;
            continue;
        }
        if (record.measure != UptimeMeasure::running) {
            news.rows.push_back({segment.display, kind_of(record.measure), record.interval});
            continue;
        }
        const Instant told_to = told.reported ? told.reported->to : record.interval.from;
        if (told.doubtful && record.interval.from > told_to) {
            news.rows.push_back(
                {segment.display, UptimeKind::unknown, {told_to, record.interval.from}});
        }
        news.rows.push_back({segment.display, UptimeKind::running, record.interval});
        told.reported = Interval{told.reported ? told.reported->from : record.interval.from,
                                 std::max(told_to, record.interval.to)};
        told.doubtful = false;
    }
    return news;
}

Result<std::uint64_t> UptimeIntake::take(const UptimeSegment& segment, const Player& device) {
    const Instant now = clock_.wall();
    return database_.write([&](Change& change) -> Result<std::uint64_t> {
        if (Status ours = check_owner(change.view(), segment.display, device); !ours) {
            return tl::unexpected<Error>(ours.error());
        }
        const Result<UptimeProgress> held = change.uptime.progress(segment.display);
        if (!held) {
            return tl::unexpected<Error>(held.error());
        }
        const UptimeNews news = fold_uptime(*held, segment, now);
        if (news.progress == *held) {
            return held->mark.number;
        }
        for (const UptimeRow& row : news.rows) {
            if (Status extended = change.uptime.extend(row); !extended) {
                return tl::unexpected<Error>(extended.error());
            }
        }
        return change.uptime.set_progress(segment.display, news.progress).map([&] {
            return news.progress.mark.number;
        });
    });
}

} // namespace marquee::manager
