#include "manager/http/screenshots.hpp"

#include "manager/http/resource.hpp"
#include "manager/ports/http_date.hpp"

namespace marquee::manager {

namespace {

Result<Display> find(const View& view, const std::string& id) {
    return view.fleet.display(DisplayId{id});
}

} // namespace

StaffRoutes ScreenshotResource::routes() {
    const UnitOf owner = unit_of_row(database_, find);
    return {
        {Method::post, "/api/v1/displays/{id}/screenshots", Action::read_fleet, owner,
         [this](const auto& call) { return order(call); }},
        {Method::get, "/api/v1/displays/{id}/screenshots/latest", Action::read_fleet, owner,
         [this](const auto& call) { return latest(call); }},
    };
}

Result<Response> ScreenshotResource::order(const StaffCall& call) {
    struct Target {
        Display display;
        Player player;
    };
    return database_
        .read([&](const View& view) -> Result<Target> {
            const Result<Display> display = find(view, call.places.front());
            if (!display) {
                return tl::unexpected<Error>(display.error());
            }
            return view.fleet.player(display->player).map([&](const Player& player) {
                return Target{*display, player};
            });
        })
        .and_then(
            [&](const Target& target) { return screenshots_.order(target.display, target.player); })
        .map([](const ScreenshotOrder& made) {
            return json(
                wire::write_object([&](wire::ObjectWriter& out) { out.member("id", made.id); }),
                202);
        });
}

Result<Response> ScreenshotResource::latest(const StaffCall& call) {
    return screenshots_.latest(DisplayId{call.places.front()}).map([&](StoredScreenshot stored) {
        Response response;
        const std::string etag = etag_of(stored.taken_at.time_since_epoch().count());
        response.headers.set("ETag", etag);
        if (call.request.headers.find("If-None-Match") == etag) {
            response.status = 304;
            return response;
        }
        response.headers.set("Content-Type", "image/png");
        response.headers.set("Last-Modified", to_http_date(stored.taken_at));
        response.headers.set("Cache-Control", "no-cache");
        response.body = FileBody{std::move(stored.file), 0, stored.size_bytes};
        return response;
    });
}

} // namespace marquee::manager
