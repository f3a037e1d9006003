#include "manager/reporting/uptime_report.hpp"

#include <algorithm>
#include <map>

#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

// The player's half, from rows of one display.
rules::DisplayUptime facts_of(const std::vector<UptimeRow>& rows,
                              const std::optional<Interval>& reported) {
    rules::DisplayUptime facts;
    rules::Intervals unknown;
    for (const UptimeRow& row : rows) {
        rules::Intervals& kind = row.kind == UptimeKind::running   ? facts.running
                                 : row.kind == UptimeKind::showing ? facts.showing
                                 : row.kind == UptimeKind::off     ? facts.off
                                                                   : unknown;
        kind.push_back(row.interval);
    }
    facts.off = rules::united(std::move(facts.off)); // late ones may overlap
    if (reported) {
        facts.reported = rules::difference({*reported}, unknown);
    }
    return facts;
}

// Displays whose rows are read in one go, by one manager's runs.
class Reading {
public:
    Reading(const View& view, const Interval& within) : view_(view), within_(within) {}

    Result<std::vector<DisplayRecord>> records(const std::vector<DisplayPlace>& places) {
        const auto runs = view_.uptime.runs(within_);
        std::vector<DisplayId> displays;
        std::map<DisplayId, rules::Intervals> periods;
        std::map<DisplayId, PlayerId> players;
        for (const DisplayPlace& place : places) {
            periods[place.display].push_back(place.interval);
            players[place.display] = place.player;
        }
        for (const auto& [display, player] : players) {
            displays.push_back(display);
        }
        const auto rows = view_.uptime.rows(displays, within_);
        if (!runs || !rows) {
            return tl::unexpected<Error>(runs ? rows.error() : runs.error());
        }
        std::map<DisplayId, std::vector<UptimeRow>> rows_of;
        for (const UptimeRow& row : *rows) {
            rows_of[row.display].push_back(row);
        }
        std::vector<DisplayRecord> records;
        for (const DisplayId& display : displays) {
            const auto progress = view_.uptime.progress(display);
            const auto transitions = view_.fleet.transitions(players[display], within_);
            if (!progress || !transitions) {
                return tl::unexpected<Error>(progress ? transitions.error() : progress.error());
            }
            DisplayRecord record{facts_of(rows_of[display], progress->reported),
                                 rules::united(periods[display])};
            ReachTimes reach = reach_times(*runs, *transitions);
            record.facts.watched = std::move(reach.watched);
            record.facts.reachable = std::move(reach.reachable);
            records.push_back(std::move(record));
        }
        return records;
    }

private:
    const View& view_;
    const Interval within_;
};

void add(FleetUptime& total, const std::vector<DisplayRecord>& records) {
    total.displays += records.size();
    for (const DisplayRecord& record : records) {
        total.sums.add(rules::measure(record.facts, record.periods));
    }
}

} // namespace

ReachTimes reach_times(const std::vector<Interval>& runs,
                       const std::vector<ReachTransition>& transitions) {
    ReachTimes times;
    for (const Interval& run : runs) {
        std::optional<ReachTransition> state;
        const auto close = [&](Instant until) {
            if (!state) {
                return;
            }
            times.watched.push_back({state->at, until});
            if (state->reach == Reach::reachable) {
                times.reachable.push_back({state->at, until});
            }
        };
        for (const ReachTransition& next : transitions) {
            if (next.at >= run.from && next.at < run.to) {
                close(next.at);
                state = next;
            }
        }
        close(run.to);
    }
    return {rules::united(std::move(times.watched)), rules::united(std::move(times.reachable))};
}

Result<DisplayRecord> display_record(const View& view, const DisplayId& display,
                                     const Interval& within) {
    if (const auto known = view.fleet.display(display); !known) {
        return tl::unexpected<Error>(known.error());
    }
    const auto places = view.uptime.places_of(display, within);
    if (!places) {
        return tl::unexpected<Error>(places.error());
    }
    if (places->empty()) {
        return DisplayRecord{};
    }
    return Reading(view, within).records(*places).map([](std::vector<DisplayRecord> records) {
        return std::move(records.front());
    });
}

Result<FleetUptime> fleet_uptime(const View& view, const Scope& scope, const Interval& within) {
    FleetUptime total;
    Reading reading(view, within);
    for (DisplayId after;;) {
        const auto places = view.uptime.places(scope, within, after, limits::page_rows_max);
        if (!places) {
            return tl::unexpected<Error>(places.error());
        }
        if (places->empty()) {
            return total;
        }
        after = places->back().display;
        const auto records = reading.records(*places);
        if (!records) {
            return tl::unexpected<Error>(records.error());
        }
        add(total, *records);
    }
}

Result<FleetUptime> displays_uptime(const View& view, const std::vector<DisplayId>& displays,
                                    const Interval& within) {
    FleetUptime total;
    Reading reading(view, within);
    for (const DisplayId& display : displays) {
        const auto places = view.uptime.places_of(display, within);
        if (!places) {
            return tl::unexpected<Error>(places.error());
        }
        const auto records = reading.records(*places);
        if (!records) {
            return tl::unexpected<Error>(records.error());
        }
        add(total, *records);
    }
    return total;
}

} // namespace marquee::manager
