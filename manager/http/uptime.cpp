#include "manager/http/uptime.hpp"

#include "manager/http/report_period.hpp"
#include "manager/http/resource.hpp"
#include "manager/reporting/uptime_report.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

using rules::UptimeFacts;
using rules::UptimeMeasures;
using rules::UptimeState;
using rules::UptimeStretch;
using rules::UptimeSum;

double seconds(Microseconds time) {
    return static_cast<double>(time.count()) / 1e6;
}

std::string_view word_of(UptimeState state) {
    switch (state) {
    case UptimeState::up:
        return "up";
    case UptimeState::down:
        return "down";
    case UptimeState::planned_off:
        return "planned_off";
    case UptimeState::unknown:
        break;
    }
    return "unknown";
}

void write_sum(wire::ObjectWriter& out, std::string_view name, const UptimeSum& sum) {
    out.object(name, [&](wire::ObjectWriter& in) {
        in.member("up_s", seconds(sum.up));
        in.member("down_s", seconds(sum.down));
        in.member("unknown_s", seconds(sum.unknown));
        in.member("planned_off_s", seconds(sum.planned_off));
        in.member("availability", sum.availability());
    });
}

void write_measures(wire::ObjectWriter& out, const UptimeMeasures& measures) {
    write_sum(out, "reachable", measures.reachable);
    write_sum(out, "running", measures.running);
    write_sum(out, "showing", measures.showing);
}

struct MeasuredStretch {
    std::string_view measure;
    UptimeStretch stretch;
};

std::vector<MeasuredStretch> stretches_of(const DisplayRecord& record) {
    std::vector<MeasuredStretch> all;
    const auto add = [&](std::string_view measure, const UptimeFacts& facts) {
        for (const Interval& period : record.periods) {
            for (const UptimeStretch& stretch : rules::uptime_stretches(facts, period)) {
                all.push_back({measure, stretch});
            }
        }
    };
    add("reachable", rules::reachable_facts(record.facts));
    add("running", rules::running_facts(record.facts));
    add("showing", rules::showing_facts(record.facts));
    return all;
}

void write_stretch(wire::ObjectWriter& out, const MeasuredStretch& row) {
    out.member("measure", row.measure);
    out.member("state", word_of(row.stretch.state));
    out.member("from", row.stretch.interval.from);
    out.member("until", row.stretch.interval.to);
}

Response sums_of(const Interval& period, const FleetUptime& fleet) {
    return json(wire::write_object([&](wire::ObjectWriter& out) {
        write_period(out, period);
        out.member("displays", fleet.displays);
        write_measures(out, fleet.sums);
    }));
}

Response answer(const Interval& period, const DisplayRecord& record) {
    std::vector<MeasuredStretch> stretches = stretches_of(record);
    const bool cut = stretches.size() > limits::uptime_stretches_max;
    if (cut) {
        stretches.clear(); // some of them would look like all of them
    }
    return json(wire::write_object([&](wire::ObjectWriter& out) {
        write_period(out, period);
        write_measures(out, rules::measure(record.facts, record.periods));
        out.list("intervals", stretches, write_stretch);
        out.member("intervals_left_out", cut);
    }));
}

} // namespace

StaffRoutes UptimeResource::routes() {
    return {
        {Method::get, "/api/v1/displays/{id}/uptime", Action::read_reports,
         unit_of_row(database_,
                     [](const View& view, const std::string& id) {
                         return view.fleet.display(DisplayId{id});
                     }),
         [this](const auto& call) { return of_display(call); }},
        {Method::get, "/api/v1/units/{id}/uptime", Action::read_reports,
         unit_of_row(database_, [](const View& view,
                                   const std::string& id) { return view.fleet.unit(UnitId{id}); }),
         [this](const auto& call) { return of_unit(call); }},
        {Method::get, "/api/v1/groups/{id}/uptime", Action::read_reports,
         unit_of_row(database_,
                     [](const View& view, const std::string& id) {
                         return view.groups.group(GroupId{id});
                     }),
         [this](const auto& call) { return of_group(call); }},
    };
}

Result<Response> UptimeResource::of_display(const StaffCall& call) {
    return period_of(call).and_then([&](const Interval& period) {
        return database_
            .read([&](const View& view) {
                return display_record(view, DisplayId{call.places.front()}, period);
            })
            .map([&](const DisplayRecord& record) { return answer(period, record); });
    });
}

Result<Response> UptimeResource::of_unit(const StaffCall& call) {
    return period_of(call).and_then([&](const Interval& period) {
        const Scope scope{{UnitId{call.places.front()}}};
        return database_.read([&](const View& view) { return fleet_uptime(view, scope, period); })
            .map([&](const FleetUptime& fleet) { return sums_of(period, fleet); });
    });
}

Result<Response> UptimeResource::of_group(const StaffCall& call) {
    return period_of(call).and_then([&](const Interval& period) {
        return database_
            .read([&](const View& view) {
                return view.groups.group(GroupId{call.places.front()})
                    .and_then([&](const DisplayGroup& group) {
                        return displays_uptime(view, group.displays, period);
                    });
            })
            .map([&](const FleetUptime& fleet) { return sums_of(period, fleet); });
    });
}

} // namespace marquee::manager
