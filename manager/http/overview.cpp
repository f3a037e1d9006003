#include "manager/http/overview.hpp"

#include "manager/fleet/fleet_overview.hpp"
#include "manager/http/health.hpp"
#include "manager/http/health_words.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

void write_trouble(wire::ObjectWriter& out, const Trouble& trouble, Language language) {
    out.member("status", rules::to_slug(trouble.health.word));
    out.member("cause", trouble.health.cause);
    out.member("displays", trouble.displays);
    out.member("unit_id", trouble.unit);
    out.member("unit_name", trouble.unit_name);
    out.member("display_id", trouble.display);
    out.member("display_title", trouble.title);
    if (trouble.together) {
        out.object("together", [&](wire::ObjectWriter& in) {
            in.member("from", trouble.together->from);
            in.member("until", trouble.together->to);
        });
    }
    out.member("sentence", trouble.together ? outage_sentence(language)
                                            : health_sentence(trouble.health, language));
}

void write_on_air(wire::ObjectWriter& out, const OnAir& entry) {
    out.member("program_id", entry.program);
    out.member("name", entry.name);
    out.member("filler", entry.filler);
    out.texts("items", entry.items, [](const std::string& name) { return name; });
    out.member("displays", entry.displays);
}

std::string body_of(const FleetOverview& overview, Language language) {
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("units", overview.units);
        out.object("fleet", [&](wire::ObjectWriter& in) { write_count(in, overview.count); });
        out.list("troubles", overview.troubles, [&](wire::ObjectWriter& in, const Trouble& each) {
            write_trouble(in, each, language);
        });
        out.member("noticed", overview.noticed);
        out.list("on_air", overview.on_air, write_on_air);
        out.member("programs_on_air", overview.programs_on_air);
    });
}

} // namespace

StaffRoutes OverviewResource::routes() {
    return {{Method::get, "/api/v1/overview", Action::read_fleet, {}, [this](const auto& call) {
                 return show(call);
             }}};
}

Result<Response> OverviewResource::show(const StaffCall& call) {
    const AskedAt asked{call.now, clock_.monotonic()};
    return database_
        .read([&](const View& view) {
            return scope_asked(view, call, Action::read_fleet).and_then([&](const Scope& scope) {
                return fleet_overview(view, judge_, scope, asked);
            });
        })
        .map([&](const FleetOverview& overview) {
            return json(body_of(overview, language_of(call.request)));
        });
}

} // namespace marquee::manager
