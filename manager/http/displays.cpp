#include "manager/http/displays.hpp"

#include "manager/http/display_body.hpp"
#include "manager/http/resource.hpp"

namespace marquee::manager {

namespace {

Result<Display> find(const View& view, const std::string& id) {
    return view.fleet.display(DisplayId{id});
}

Result<Player> find_player(const View& view, const std::string& id) {
    return view.fleet.player(PlayerId{id});
}

Response answer_with(const DisplayState& state, Language language) {
    return json_of(
        wire::write_object([&](wire::ObjectWriter& out) { write_display(out, state, language); }),
        state.row.head.version);
}

} // namespace

StaffRoutes DisplayResource::routes() {
    const std::string_view one = "/api/v1/displays/{id}";
    return {
        {Method::get,
         "/api/v1/displays",
         Action::read_fleet,
         {},
         [this](const auto& call) { return list(call); }},
        {Method::get, one, Action::read_fleet, unit_of_row(database_, find),
         [this](const auto& call) { return show(call); }},
        {Method::patch, one, Action::manage_displays, unit_of_row(database_, find),
         [this](const auto& call) { return change(call); }},
        {Method::post,
         "/api/v1/display-changes",
         Action::manage_displays,
         {},
         [this](const auto& call) { return change_many(call); }},
        {Method::get,
         "/api/v1/players",
         Action::read_fleet,
         {},
         [this](const auto& call) { return list_players(call); }},
        {Method::get, "/api/v1/players/{id}", Action::read_fleet,
         unit_of_row(database_, find_player),
         [this](const auto& call) { return show_player(call); }},
    };
}

Result<Response> DisplayResource::list(const StaffCall& call) {
    const AskedAt asked{call.now, clock_.monotonic()};
    const Language language = language_of(call.request);
    return answer_list(
        database_, call,
        [&](const View& view, const Scope& scope,
            const Page& page) -> Result<PageOf<DisplayState>> {
            return view.fleet.displays(scope, page).map([&](PageOf<Display> rows) {
                return PageOf<DisplayState>{judge_.judge(view, std::move(rows.rows), asked),
                                            rows.next};
            });
        },
        [&](wire::ObjectWriter& out, const DisplayState& state) {
            write_display(out, state, language);
        });
}

Result<Response> DisplayResource::show(const StaffCall& call) {
    return database_
        .read([&](const View& view) -> Result<DisplayState> {
            return find(view, call.places.front()).map([&](const Display& row) {
                return judge_.judge(view, row, {call.now, clock_.monotonic()});
            });
        })
        .map([&](const DisplayState& state) {
            return answer_with(state, language_of(call.request));
        });
}

Result<Response> DisplayResource::change(const StaffCall& call) {
    const Result<std::int64_t> version = version_of(call.request);
    const Result<DisplayPatch> patch =
        wire::read_object(call.request.text(), wire::staff_body, read_display_patch);
    if (!version || !patch) {
        return tl::unexpected<Error>(version ? patch.error() : version.error());
    }
    return changes_.change(call, {DisplayId{call.places.front()}, *version, *patch})
        .and_then([&](std::int64_t) {
            publishing_.request({.displays = {DisplayId{call.places.front()}}});
            return show(call);
        });
}

Result<Response> DisplayResource::change_many(const StaffCall& call) {
    const auto wanted =
        wire::read_object(call.request.text(), wire::staff_body, [](const wire::Object& in) {
            return in.required("changes").list(display_changes_max, read_display_change);
        });
    if (!wanted) {
        return tl::unexpected<Error>(wanted.error());
    }
    std::vector<DisplayId> changed;
    std::vector<std::pair<DisplayId, Result<std::int64_t>>> done;
    for (const DisplayChange& change : *wanted) {
        done.emplace_back(change.display, changes_.change(call, change));
        if (done.back().second) {
            changed.push_back(change.display);
        }
    }
    if (!changed.empty()) {
        publishing_.request({.displays = {changed.begin(), changed.end()}});
    }
    const Language language = language_of(call.request);
    return json(wire::write_object([&](wire::ObjectWriter& out) {
        out.list("items", done, [&](wire::ObjectWriter& item, const auto& each) {
            const auto& [display, version] = each;
            item.member("id", display);
            if (version) {
                item.member("version", *version);
                return;
            }
            item.object("problem", [&](wire::ObjectWriter& in) {
                in.member("code", error_slug(version.error().code));
                in.member("title", title(version.error().code, language));
                in.member("detail", sentence(version.error(), language));
            });
        });
    }));
}

Result<Response> DisplayResource::list_players(const StaffCall& call) {
    const Microseconds monotonic = clock_.monotonic();
    return answer_list(
        database_, call,
        [](const View& view, const Scope& scope, const Page& page) {
            return view.fleet.players(scope, page);
        },
        [&](wire::ObjectWriter& out, const Player& row) {
            write_player(out, row, presence_.last_word(row.id),
                         presence_.reachable(row.id, monotonic));
        });
}

Result<Response> DisplayResource::show_player(const StaffCall& call) {
    return database_.read([&](const View& view) { return find_player(view, call.places.front()); })
        .map([&](const Player& row) {
            return json_of(wire::write_object([&](wire::ObjectWriter& out) {
                               write_player(out, row, presence_.last_word(row.id),
                                            presence_.reachable(row.id, clock_.monotonic()));
                           }),
                           row.head.version);
        });
}

} // namespace marquee::manager
