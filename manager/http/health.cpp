#include "manager/http/health.hpp"

#include "manager/http/health_words.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

struct Figures {
    DisplayState state;
    JournalMark plays;
    UptimeProgress uptime;
};

void write_mark(wire::ObjectWriter& out, const JournalMark& mark) {
    out.member("delivered", mark.number);
    out.member("lost", mark.lost);
}

std::string body_of(const Figures& figures, Instant now, Language language) {
    const DisplayState& state = figures.state;
    return wire::write_object([&](wire::ObjectWriter& out) {
        out.member("id", state.row.id);
        out.member("name", state.row.title.empty() ? state.row.name : state.row.title);
        out.member("reachable", state.reachable);
        write_health(out, state, language);
        if (state.word) {
            const Heartbeat& heartbeat = state.word->heartbeat;
            out.member("contact_age_s",
                       std::chrono::duration<double>(now - state.word->at).count());
            out.member("uptime_s", heartbeat.uptime.count());
            out.member("disk_free_bytes", heartbeat.vitals.disk_free_bytes);
            out.member("disk_total_bytes", heartbeat.vitals.disk_total_bytes);
            out.member("temperature_celsius", heartbeat.vitals.temperature_celsius);
            out.member("clock_trusted", heartbeat.clock.trusted);
        }
        if (const DisplayHeartbeat* report = report_of(state)) {
            out.member("frames_presented", report->frames_presented);
            out.member("frames_late", report->frames_late);
            out.member("quarantined", report->quarantine.size());
        }
        out.object("journals", [&](wire::ObjectWriter& in) {
            in.object("plays", [&](wire::ObjectWriter& row) { write_mark(row, figures.plays); });
            in.object("uptime", [&](wire::ObjectWriter& row) {
                write_mark(row, figures.uptime.mark);
                if (figures.uptime.reported) {
                    row.member("reported_until", figures.uptime.reported->to);
                }
            });
        });
    });
}

} // namespace

void write_health(wire::ObjectWriter& out, const DisplayState& state, Language language) {
    out.object("health", [&](wire::ObjectWriter& in) {
        in.member("status", rules::to_slug(state.health.word));
        in.member("cause", state.health.cause);
        in.member("since", state.since);
        in.member("sentence", health_sentence(state.health, language));
    });
}

void write_count(wire::ObjectWriter& out, const HealthCount& count) {
    out.member("displays", count.displays);
    out.member("reachable", count.reachable);
    for (const rules::HealthWord word : rules::health_words) {
        out.member(rules::to_slug(word), count.of(word));
    }
}

StaffRoutes HealthResource::routes() {
    return {
        {Method::get, "/api/v1/displays/{id}/health", Action::read_fleet,
         unit_of_row(database_,
                     [](const View& view, const std::string& id) {
                         return view.fleet.display(DisplayId{id});
                     }),
         [this](const auto& call) { return of_display(call); }, Door::granted, Lane::reserved},
        {Method::get, "/api/v1/units/{id}/health", Action::read_fleet,
         unit_of_row(database_, [](const View& view,
                                   const std::string& id) { return view.fleet.unit(UnitId{id}); }),
         [this](const auto& call) { return of_unit(call); }, Door::granted, Lane::reserved},
    };
}

Result<Response> HealthResource::of_display(const StaffCall& call) {
    const DisplayId id{call.places.front()};
    return database_
        .read([&](const View& view) -> Result<Figures> {
            const auto row = view.fleet.display(id);
            const auto plays = view.plays.mark(id);
            const auto uptime = view.uptime.progress(id);
            if (!row || !plays || !uptime) {
                return tl::unexpected<Error>(!row     ? row.error()
                                             : !plays ? plays.error()
                                                      : uptime.error());
            }
            return Figures{judge_.judge(view, *row, {call.now, clock_.monotonic()}), *plays,
                           *uptime};
        })
        .map([&](const Figures& figures) {
            return json(body_of(figures, call.now, language_of(call.request)));
        });
}

Result<Response> HealthResource::of_unit(const StaffCall& call) {
    const Scope scope{{UnitId{call.places.front()}}};
    return database_
        .read([&](const View& view) {
            return count_health(view, judge_, scope, {call.now, clock_.monotonic()});
        })
        .map([](const HealthCount& count) {
            return json(
                wire::write_object([&](wire::ObjectWriter& out) { write_count(out, count); }));
        });
}

} // namespace marquee::manager
