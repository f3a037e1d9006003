#include "manager/http/reports.hpp"

#include "manager/http/report_period.hpp"
#include "manager/http/resource.hpp"
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

} // namespace

StaffRoutes ReportResource::routes() {
    return {
        {Method::get, "/api/v1/reports/plays", Action::read_reports, {}, [this](const auto& call) {
             return plays(call);
         }}};
}

Result<Scope> ReportResource::scope_asked(const View& view, const StaffCall& call) const {
    const auto unit = call.request.query.find("unit_id");
    if (!unit) {
        return call.scope;
    }
    const UnitId asked{std::string(*unit)};
    return view.fleet.unit_path(asked).and_then([&](const std::vector<UnitId>& path) {
        return authorise_in(call.who, Action::read_reports, path).map([&] {
            return Scope{{asked}};
        });
    });
}

Result<Response> ReportResource::plays(const StaffCall& call) {
    const Result<Interval> period = period_of(call);
    if (!period) {
        return tl::unexpected<Error>(period.error());
    }
    return database_
        .read([&](const View& view) {
            return scope_asked(view, call).and_then([&](const Scope& scope) {
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

} // namespace marquee::manager
