#include "manager/http/reports.hpp"

#include "manager/http/report_period.hpp"
#include "manager/http/resource.hpp"
#include "manager/reporting/coverage.hpp"
#include "manager/reporting/play_report.hpp"

namespace marquee::manager {

namespace {

void write_line(wire::ObjectWriter& out, const PlayLine& line) {
    out.member("program_id", line.item.program);
    out.member("revision", line.item.revision);
    out.member("program_name", line.item.program_name);
    out.member("item_id", line.item.item);
    out.member("item_name", line.item.item_name);
    out.member("content_sha256", line.item.content);
    out.member("plays", line.plays);
    out.member("seconds", static_cast<double>(line.shown.count()) / 1e3);
}

void write_covered(wire::ObjectWriter& out, const CoveredUnit& covered) {
    out.member("unit_id", covered.unit.id);
    out.member("name", covered.unit.name);
    out.member("seconds", covered.shown.count());
}

void write_group(wire::ObjectWriter& out, const CoveredGroup& group) {
    out.member("unit_id", group.id);
    out.member("name", group.name);
    out.list("units", group.units, write_covered);
}

} // namespace

StaffRoutes ReportResource::routes() {
    return {
        {Method::get,
         "/api/v1/reports/plays",
         Action::read_reports,
         {},
         [this](const auto& call) { return plays(call); }},
        {Method::get,
         "/api/v1/reports/coverage",
         Action::read_reports,
         {},
         [this](const auto& call) { return coverage(call); }},
    };
}

Result<Response> ReportResource::plays(const StaffCall& call) {
    const Result<Interval> period = period_of(call);
    if (!period) {
        return tl::unexpected<Error>(period.error());
    }
    return database_
        .read([&](const View& view) {
            return scope_asked(view, call, Action::read_reports).and_then([&](const Scope& scope) {
                return play_report(view, scope, *period);
            });
        })
        .map([&](const std::vector<PlayLine>& lines) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                write_period(out, *period);
                out.list("items", lines, write_line);
            }));
        });
}

Result<Response> ReportResource::coverage(const StaffCall& call) {
    Interval day;
    return database_
        .read([&](const View& view) -> Result<std::vector<CoveredGroup>> {
            const auto scope = scope_asked(view, call, Action::read_reports);
            const auto days =
                view.fleet.organisation().and_then([&](const Organisation& organisation) {
                    return calendar_.days(organisation.time_zone, call.now);
                });
            if (!scope || !days) {
                return tl::unexpected<Error>(scope ? days.error() : scope.error());
            }
            day = days->day_of(call.now);
            return coverage_of(view, *scope, day, call.now);
        })
        .map([&](const std::vector<CoveredGroup>& groups) {
            return json(wire::write_object([&](wire::ObjectWriter& out) {
                write_period(out, {day.from, call.now});
                out.list("groups", groups, write_group);
            }));
        });
}

} // namespace marquee::manager
