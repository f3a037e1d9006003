#include "manager/http/forecasts.hpp"

#include "manager/http/plan_body.hpp"
#include "manager/http/report_period.hpp"
#include "manager/http/resource.hpp"
#include "manager/publishing/planning/unit_timeline.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/forecast.hpp"
#include "schemas/rules/zone_time.hpp"

namespace marquee::manager {

namespace {

LocalDate plus(LocalDate date, std::size_t days) {
    return LocalDate{std::chrono::local_days{date}
                     + std::chrono::days{static_cast<std::int64_t>(days)}};
}

void write_program(wire::ObjectWriter& out, const ProgramForecast& program, LocalDate first) {
    out.member("displays", program.displays);
    std::size_t day = 0;
    out.list("days", program.days, [&](wire::ObjectWriter& in, const ProgramDay& each) {
        in.member("date", plus(first, day++));
        in.member("minutes", minutes_in(each.airtime.shown));
        in.member("plays", each.airtime.plays);
        in.member("displays", each.displays);
    });
}

std::optional<ForecastGoal> goal_of(const Campaign& campaign) {
    if (!campaign.goal) {
        return std::nullopt;
    }
    ForecastGoal goal{.dates = campaign.dates};
    if (campaign.goal->measure == CampaignGoal::Measure::minutes) {
        goal.shown = std::chrono::minutes{campaign.goal->amount};
    } else {
        goal.plays = campaign.goal->amount;
    }
    return goal;
}

// One page of the programs, and where the next one begins.
struct ProgramPage {
    std::vector<std::pair<ProgramId, ProgramForecast>> programs;
    std::string next;
};

ProgramPage page_in(const FleetForecast& told, const Page& page) {
    ProgramPage found;
    for (auto each = told.programs.upper_bound(ProgramId{page.after}); each != told.programs.end();
         ++each) {
        if (found.programs.size() == page.limit) {
            found.next = found.programs.back().first.value;
            break;
        }
        found.programs.emplace_back(*each);
    }
    return found;
}

void write_goal(wire::ObjectWriter& out, const FleetForecast& told, LocalDate first,
                const DisplayTitles& titles) {
    std::size_t day = 0;
    out.list("days", told.goal, [&](wire::ObjectWriter& in, const GoalDay& each) {
        in.member("date", plus(first, day++));
        in.member("met", each.met);
        in.member("missed", each.missed);
        titles.write(in, "examples", each.examples);
    });
}

std::string body_of(const View& view, const Outlook& outlook, const ForecastQuestion& question,
                    const FleetForecast& told, const Page& page) {
    const DisplayTitles titles(view, outlook);
    const ProgramPage programs = page_in(told, page);
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("from", question.first);
        out.member("days", question.days);
        out.member("displays", outlook.displays.size());
        out.member("whole", told.whole);
        out.list("programs", programs.programs, [&](wire::ObjectWriter& in, const auto& each) {
            in.member("program_id", each.first);
            if (const auto row = view.content.program(each.first)) {
                in.member("program", row->name);
            }
            write_program(in, each.second, question.first);
        });
        if (!programs.next.empty()) {
            out.member("next_cursor", programs.next);
        }
        out.object("idle", [&](wire::ObjectWriter& in) {
            in.member("displays", told.idle);
            titles.write(in, "examples", told.idle_examples);
        });
        if (question.goal) {
            out.object("goal", [&](wire::ObjectWriter& in) {
                write_goal(in, told, question.first, titles);
            });
        }
    });
}

} // namespace

StaffRoutes ForecastResource::routes() {
    const UnitOf display = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.display(DisplayId{id});
    });
    const UnitOf unit = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.unit(UnitId{id});
    });
    const UnitOf campaign = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.calendars.campaign(CampaignId{id});
    });
    return {{Method::get, "/api/v1/displays/{id}/forecast", Action::read_fleet, display,
             [this](const auto& call) { return of_display(call); }},
            {Method::get, "/api/v1/units/{id}/forecast", Action::read_fleet, unit,
             [this](const auto& call) { return of_unit(call); }},
            {Method::get, "/api/v1/campaigns/{id}/forecast", Action::read_fleet, campaign,
             [this](const auto& call) { return of_campaign(call); }},
            {Method::get, "/api/v1/units/{id}/timeline", Action::read_fleet, unit,
             [this](const auto& call) { return timeline(call); }}};
}

Result<Response> ForecastResource::of_display(const StaffCall& call) {
    return answer(call, {.places = {.displays = {DisplayId{call.places.front()}}}}, {});
}

Result<Response> ForecastResource::of_unit(const StaffCall& call) {
    return answer(call, {.places = {.units = {UnitId{call.places.front()}}}}, {});
}

Result<Response> ForecastResource::of_campaign(const StaffCall& call) {
    const CampaignId id{call.places.front()};
    OutlookQuestion places;
    ForecastQuestion question{.schedules = std::set<ScheduleId>()};
    const Status read = database_.read([&](const View& view) -> Status {
        return view.calendars.campaign(id).and_then([&](const Campaign& campaign) {
            question.goal = goal_of(campaign);
            return view.calendars.schedules_in(id).map(
                [&](const std::vector<ScheduleRecord>& schedules) {
                    for (const ScheduleRecord& row : schedules) {
                        question.schedules->insert(row.schedule.id);
                        places.places.add(row.targets);
                    }
                });
        });
    });
    return read.and_then([&] { return answer(call, places, std::move(question)); });
}

Result<Response> ForecastResource::answer(const StaffCall& call, const OutlookQuestion& places,
                                          ForecastQuestion question) {
    const Result<Page> page = page_of(call.request);
    const Result<DaysAsked> asked = days_asked(call.request, limits::forecast_days_max);
    if (!page || !asked) {
        return tl::unexpected<Error>(page ? asked.error() : page.error());
    }
    return read_outlook(database_, zones_, places, call.now).and_then([&](const Outlook& outlook) {
        question.first = asked->first.value_or(rules::local_date(outlook.home, call.now));
        question.days = asked->days;
        const FleetForecast told = forecast(outlook, question);
        return database_.read([&](const View& view) -> Result<Response> {
            return json(body_of(view, outlook, question, told, *page));
        });
    });
}

Result<Response> ForecastResource::timeline(const StaffCall& call) {
    const auto from = instant_in(call.request, "from");
    const auto until = instant_in(call.request, "until");
    if (!from || !until) {
        return tl::unexpected<Error>(from ? until.error() : from.error());
    }
    const OutlookQuestion places{.places = {.units = {UnitId{call.places.front()}}}};
    return read_outlook(database_, zones_, places, call.now)
        .and_then([&](const Outlook& outlook) -> Result<Response> {
            const LocalDate today = rules::local_date(outlook.home, call.now);
            const Instant begin = from->value_or(rules::day_interval(outlook.home, today).from);
            const Interval within{begin, until->value_or(begin + std::chrono::days{7})};
            if (within.to <= within.from || within.to >= rules::never
                || within.to - within.from > std::chrono::days{limits::timeline_days_max}) {
                return fail(ErrorCode::out_of_range, "a timeline is about some days", "until",
                            {{"allowed", "1–" + std::to_string(limits::timeline_days_max) + " d"}});
            }
            const UnitTimeline told = unit_timeline(outlook, within);
            return database_.read([&](const View& view) -> Result<Response> {
                return json(wire::write_object([&](wire::ObjectWriter& out) {
                    write_period(out, within);
                    out.member("displays", outlook.displays.size());
                    write_unit_schedules(out, view, outlook, told);
                    out.member("cut", told.cut);
                }));
            });
        });
}

} // namespace marquee::manager
