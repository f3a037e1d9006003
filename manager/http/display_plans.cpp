#include "manager/http/display_plans.hpp"

#include <set>
#include <span>

#include "manager/http/report_period.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/standing_words.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/explanation.hpp"
#include "schemas/wire/plan.hpp"

namespace marquee::manager {

namespace {

// A plan made ready to be asked.
struct Asked {
    explicit Asked(const DisplayPlan& said)
        : plan(said), prepared(said.manifest.value_or(Manifest{.not_after = rules::never})) {}

    rules::Situation situation(std::span<const Override> overrides) const {
        return {.manifest = &prepared,
                .overrides = overrides,
                .display = plan.display.id,
                .unit_path = plan.unit_path};
    }

    const DisplayPlan& plan;
    const rules::PreparedManifest prepared;
};

// Names as they are now. What was removed since keeps its id alone.
wire::PlanNames names_in(const View& view, const DisplayPlan& plan) {
    wire::PlanNames names;
    if (!plan.manifest) {
        return names;
    }
    for (const Schedule& schedule : plan.manifest->schedules) {
        names.schedules.emplace(schedule.id, schedule.name);
    }
    for (const ProgramRef& program : plan.manifest->programs) {
        if (const auto row = view.content.program(program.id)) {
            names.programs.emplace(program.id, row->name);
        }
    }
    return names;
}

// An order does not reach back: it is asked anew from the instant of each.
std::vector<rules::Span> spans_of(const Asked& asked, const Interval& within) {
    std::set<Instant> cuts{within.to};
    for (const Override& each : asked.plan.overrides) {
        if (each.issued_at > within.from && each.issued_at < within.to) {
            cuts.insert(each.issued_at);
        }
    }
    std::vector<rules::Span> all;
    Instant from = within.from;
    for (const Instant to : cuts) {
        const std::vector<Override> overrides = issued_by(asked.plan, from);
        const auto part = rules::spans_in(asked.situation(overrides), {from, to});
        all.insert(all.end(), part.begin(), part.end());
        if (all.back().time.to < to || all.size() > limits::timeline_spans_max) {
            break;
        }
        from = to;
    }
    return all;
}

Result<std::optional<Instant>> instant_asked(const StaffCall& call, std::string_view name) {
    return instant_in(call.request, name)
        .and_then([&](std::optional<Instant> instant) -> Result<std::optional<Instant>> {
            if (instant && *instant >= rules::never) {
                return fail(ErrorCode::out_of_range, "an instant beyond the calendar",
                            std::string(name), {{"allowed", "–9999"}});
            }
            return instant;
        });
}

void write_whose(wire::ObjectWriter& out, const DisplayPlan& plan) {
    out.member("display_id", plan.display.id);
    if (plan.manifest) {
        out.member("time_zone", plan.manifest->zone.name);
        out.object("manifest", [&](wire::ObjectWriter& in) {
            in.member("epoch", plan.manifest->number.epoch);
            in.member("generation", plan.manifest->number.generation);
        });
    }
}

// From one midnight to the next on the display's wall clock.
Interval day_around(const DisplayPlan& plan, Instant now) {
    const ZoneRules zone = plan.manifest ? plan.manifest->zone : ZoneRules{};
    const auto day = std::chrono::floor<std::chrono::days>(rules::to_local(zone, now).local);
    return {rules::to_instant(zone, rules::LocalTime{day}),
            rules::to_instant(zone, rules::LocalTime{day + std::chrono::days{1}})};
}

} // namespace

StaffRoutes DisplayPlanResource::routes() {
    const UnitOf owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.fleet.display(DisplayId{id});
    });
    return {{Method::get, "/api/v1/displays/{id}/playing", Action::read_fleet, owner,
             [this](const auto& call) { return playing(call); }},
            {Method::get, "/api/v1/displays/{id}/timeline", Action::read_fleet, owner,
             [this](const auto& call) { return timeline(call); }}};
}

Result<Response>
DisplayPlanResource::answer(const StaffCall& call,
                            const std::function<Result<Response>(const DisplayPlan&)>& tell) {
    return plan_of(database_, blobs_, DisplayId{call.places.front()}, call.now).and_then(tell);
}

Result<Response> DisplayPlanResource::playing(const StaffCall& call) {
    const auto at = instant_asked(call, "at");
    if (!at) {
        return tl::unexpected<Error>(at.error());
    }
    const Instant instant = at->value_or(call.now);
    const Language language = language_of(call.request);
    return answer(call, [&](const DisplayPlan& plan) -> Result<Response> {
        const Asked asked(plan);
        const std::vector<Override> overrides = issued_by(plan, instant);
        const rules::Explanation told = rules::explain(asked.situation(overrides), instant);
        return database_
            .read([&](const View& view) -> Result<wire::PlanNames> { return names_in(view, plan); })
            .map([&](const wire::PlanNames& names) {
                return json(wire::write_object([&](wire::ObjectWriter& out) {
                    write_whose(out, plan);
                    out.member("at", instant);
                    wire::write_explanation(
                        out, told, names,
                        [&](const rules::RungTried& rung, const rules::Candidate& each) {
                            return standing_sentence(rung, each, asked.prepared.zone(), language);
                        });
                }));
            });
    });
}

Result<Response> DisplayPlanResource::timeline(const StaffCall& call) {
    const auto from = instant_asked(call, "from");
    const auto until = instant_asked(call, "until");
    if (!from || !until) {
        return tl::unexpected<Error>(from ? until.error() : from.error());
    }
    return answer(call, [&](const DisplayPlan& plan) -> Result<Response> {
        const Interval day = day_around(plan, from->value_or(call.now));
        const Interval within{from->value_or(day.from), until->value_or(day.to)};
        if (within.to <= within.from
            || within.to - within.from > std::chrono::days{limits::timeline_days_max}) {
            return fail(ErrorCode::out_of_range, "a timeline is about some days", "until",
                        {{"allowed", "1–" + std::to_string(limits::timeline_days_max) + " d"}});
        }
        const Asked asked(plan);
        const std::vector<rules::Span> spans = spans_of(asked, within);
        return database_
            .read([&](const View& view) -> Result<wire::PlanNames> { return names_in(view, plan); })
            .map([&](const wire::PlanNames& names) {
                return json(wire::write_object([&](wire::ObjectWriter& out) {
                    write_whose(out, plan);
                    write_period(out, {within.from, spans.back().time.to});
                    out.member("cut", spans.back().time.to < within.to);
                    wire::write_spans(out, spans, names);
                }));
            });
    });
}

} // namespace marquee::manager
