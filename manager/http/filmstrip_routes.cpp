// The part of PreviewResource that is about filmstrips.
#include "manager/http/filmstrip.hpp"
#include "manager/http/preview_body.hpp"
#include "manager/http/previews.hpp"
#include "manager/http/resource.hpp"
#include "manager/publishing/composition.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

StaffRoutes PreviewResource::filmstrip_routes() {
    const UnitOf program_owner =
        unit_of_row(database_, [](const View& view, const std::string& id) {
            return view.content.program(ProgramId{id});
        });
    const UnitOf playlist_owner =
        unit_of_row(database_, [](const View& view, const std::string& id) {
            return view.content.playlist(PlaylistId{id});
        });
    return {
        {Method::get, "/api/v1/programs/{id}/filmstrip", Action::read_content, program_owner,
         [this](const auto& call) { return program_filmstrip(call); }},
        {Method::get, "/api/v1/playlists/{id}/filmstrip", Action::read_content, playlist_owner,
         [this](const auto& call) { return playlist_filmstrip(call); }},
    };
}

Result<Response> PreviewResource::program_filmstrip(const StaffCall& call) {
    return wanted_program(call).and_then(
        [&](const Program& program) { return filmstrip(call, program.layout); });
}

// As on a panel of the size that the caller says, 1920 × 1080 otherwise.
Result<Response> PreviewResource::playlist_filmstrip(const StaffCall& call) {
    const auto width = number_parameter(call.request, "panel_width", 1, limits::canvas_pixels_max);
    const auto height =
        number_parameter(call.request, "panel_height", 1, limits::canvas_pixels_max);
    if (!width || !height) {
        return tl::unexpected<Error>(width ? height.error() : width.error());
    }
    Layout layout;
    layout.canvas = {static_cast<std::int32_t>(width->value_or(1'920)),
                     static_cast<std::int32_t>(height->value_or(1'080))};
    return database_
        .read([&](const View& view) {
            return view.content.playlist(PlaylistId{call.places.front()})
                .and_then([&](const PlaylistRecord& row) {
                    return compose_items(row.items, {view, row.head.unit, call.now, randomness_});
                });
        })
        .and_then([&](std::vector<PlaylistItem> items) {
            layout.zones.push_back(
                {"all", {0, 0, layout.canvas.width, layout.canvas.height}, {std::move(items)}});
            return filmstrip(call, layout);
        });
}

Result<Response> PreviewResource::filmstrip(const StaffCall& call, const Layout& layout) {
    const Result<std::optional<Instant>> starts = start_parameter(call.request);
    if (!starts) {
        return tl::unexpected<Error>(starts.error());
    }
    return filmstrip_order(call.request, layout).and_then([&](FilmstripOrder order) {
        return timed(call, order.frame, *starts).and_then([&](StillOrder frame) {
            order.frame = std::move(frame);
            return answer(call, order);
        });
    });
}

} // namespace marquee::manager
