#include "manager/http/previews.hpp"

#include <algorithm>
#include <chrono>
#include <iterator>

#include "common/sha256.hpp"
#include "manager/http/preview_body.hpp"
#include "manager/http/resource.hpp"
#include "manager/http/slogan_checks.hpp"
#include "manager/publishing/composition.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/rules/showable.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/preview.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

constexpr std::int64_t thumbnail_width = 320;
constexpr std::int64_t thumbnail_width_max = 1'920;
constexpr std::int64_t thumbnail_proportion_max = 4; // height to width
constexpr std::chrono::years start_distance_max{50}; // zones are known so far
constexpr Milliseconds into_film_max{3'000};         // films often begin in the dark

// The program that a layout would be in: only to check it by the same rules.
Status check(const Layout& layout) {
    Program program;
    program.name = "preview";
    program.not_before = Instant::min();
    program.not_after = Instant::max();
    program.layout = layout;
    return rules::as_status(rules::validate(program));
}

Result<StillOrder> thumbnail_order(const AssetRecord& asset, std::int64_t width) {
    if (!asset.rendition || asset.state != AssetState::ready) {
        return fail(ErrorCode::wrong_state, "the asset is not ready to be shown", {},
                    {{"state", std::string(to_slug(asset.state))},
                     {"needed", std::string(to_slug(AssetState::ready))}});
    }
    const Rendition& rendition = *asset.rendition;
    if (asset.kind == MediaKind::audio || rendition.size.empty()) {
        return fail(ErrorCode::unsupported, "a sound has no picture");
    }
    const std::int64_t height = std::clamp<std::int64_t>(
        width * rendition.size.height / rendition.size.width, 1, thumbnail_proportion_max * width);
    StillOrder order;
    order.display = {static_cast<std::int32_t>(width), static_cast<std::int32_t>(height)};
    PlaylistItem item;
    item.id = ItemId{asset.id.value};
    item.name = asset.name;
    if (asset.kind == MediaKind::video) {
        order.at = std::min(into_film_max, rendition.duration / 4);
        item.duration = std::max(rendition.duration, Milliseconds{limits::item_duration_ms_min});
        item.content = Video{rendition.asset, Fit::contain, colours::black, 0};
    } else {
        item.content = Poster{rendition.asset, Fit::contain, colours::black};
    }
    order.layout.canvas = order.display;
    const Rect all{0, 0, order.display.width, order.display.height};
    order.layout.zones.push_back({"all", all, {{std::move(item)}}});
    return order;
}

} // namespace

StaffRoutes PreviewResource::routes() {
    const UnitOf program_owner =
        unit_of_row(database_, [](const View& view, const std::string& id) {
            return view.content.program(ProgramId{id});
        });
    const UnitOf asset_owner = unit_of_row(database_, [](const View& view, const std::string& id) {
        return view.media.asset(AssetId{id});
    });
    StaffRoutes routes{
        {Method::post,
         "/api/v1/previews",
         Action::read_content,
         {},
         [this](const auto& call) { return draft(call); }},
        {Method::post,
         "/api/v1/slogan-checks",
         Action::read_content,
         {},
         [this](const auto& call) { return slogan_check(call); }},
        {Method::post,
         "/api/v1/slogan-motions",
         Action::read_content,
         {},
         [this](const auto& call) { return slogan_motion(call); }},
        {Method::get, "/api/v1/programs/{id}/preview", Action::read_content, program_owner,
         [this](const auto& call) { return program(call); }},
        {Method::get, "/api/v1/assets/{id}/thumbnail", Action::read_content, asset_owner,
         [this](const auto& call) { return thumbnail(call); }},
    };
    StaffRoutes strips = filmstrip_routes();
    std::move(strips.begin(), strips.end(), std::back_inserter(routes));
    return routes;
}

// The same order gives the same picture, so its digest is the ETag; pictures are asked for again
// whenever a page is drawn.
Response PreviewResource::kept_or_new(const StaffCall& call, const RenderOrder& order) {
    const std::string etag = "\"" + to_hex(sha256(wire::write_render_request(order))) + "\"";
    Response response;
    response.headers.set("ETag", etag);
    response.headers.set("Cache-Control", "private, no-cache");
    if (call.request.headers.find("If-None-Match") == etag) {
        response.status = 304;
    }
    return response;
}

Result<Response> PreviewResource::answer(const StaffCall& call, const RenderOrder& order) {
    Response response = kept_or_new(call, order);
    if (response.status == 304) {
        return response;
    }
    const auto* strip = std::get_if<FilmstripOrder>(&order);
    Result<std::string> drawn = strip != nullptr ? renderer_.filmstrip(*strip)
                                                 : renderer_.still(std::get<StillOrder>(order));
    return drawn.map([&](std::string picture) {
        response.headers.set("Content-Type", "image/png");
        response.body = std::move(picture);
        return std::move(response);
    });
}

// What tells the time begins when the caller says, or with the present minute, on the
// organisation's wall clock.
Result<PreviewResource::Beginning>
PreviewResource::beginning(const StaffCall& call, const std::optional<Instant>& starts) {
    const Instant from = starts.value_or(std::chrono::floor<std::chrono::minutes>(call.now));
    if (std::chrono::abs(from - call.now) > start_distance_max) {
        return fail(ErrorCode::out_of_range, "a preview looks at most fifty years away",
                    "/starts_at");
    }
    return database_.read([](const View& view) { return view.fleet.organisation(); })
        .and_then([&](const Organisation& organisation) {
            return zones_.rules(organisation.time_zone, zone_span(from));
        })
        .map([&](ZoneRules wall) {
            return Beginning{from, std::move(wall)};
        });
}

// Everything but clocks, countdowns and variables looks the same at all times.
Result<StillOrder> PreviewResource::timed(const StaffCall& call, StillOrder order,
                                          const std::optional<Instant>& starts) {
    if (!rules::tells_time(order.layout)) {
        return order;
    }
    return beginning(call, starts).map([&](Beginning begins) {
        order.starts = begins.at;
        order.wall = std::move(begins.wall);
        return order;
    });
}

Result<Response> PreviewResource::draft(const StaffCall& call) {
    const Result<PreviewBody> body = read_preview_body(call.request.text());
    if (!body) {
        return tl::unexpected<Error>(body.error());
    }
    const UnitId unit = body->unit.value_or(call.scope.units.front());
    return database_
        .read([&](const View& view) -> Result<Layout> {
            const Result<std::vector<UnitId>> path = view.fleet.unit_path(unit);
            if (!path) {
                return fail(ErrorCode::invalid_reference, "there is no such unit", "/unit_id");
            }
            return authorise_in(call.who, Action::read_content, *path)
                .and_then([&] {
                    return compose(body->layout, {view, unit, call.now, randomness_});
                })
                .map([](Composition composition) { return std::move(composition.layout); });
        })
        .and_then([&](const Layout& layout) -> Result<Response> {
            return check(layout)
                .and_then([&] {
                    return timed(call, {layout, body->display, body->at, body->picture},
                                 body->starts);
                })
                .and_then([&](const StillOrder& order) { return answer(call, order); })
                .map_error([](Error error) { // the asset, not the preview, is what is missing
                    const bool asset = error.code == ErrorCode::not_found;
                    error.code = asset ? ErrorCode::invalid_reference : error.code;
                    return error;
                });
        });
}

Result<Program> PreviewResource::wanted_program(const StaffCall& call) {
    const Result<std::optional<std::int64_t>> wanted =
        number_parameter(call.request, "revision", 1, INT32_MAX);
    if (!wanted) {
        return tl::unexpected<Error>(wanted.error());
    }
    const ProgramId id{call.places.front()};
    return database_
        .read([&](const View& view) {
            return *wanted ? view.content.revision(id, static_cast<std::int32_t>(**wanted))
                           : view.content.latest_revision(id);
        })
        .and_then([](const ProgramRevision& row) { return wire::read_program(row.payload); });
}

Result<Response> PreviewResource::program(const StaffCall& call) {
    const Result<Program> program = wanted_program(call);
    if (!program) {
        return tl::unexpected<Error>(program.error());
    }
    const Result<std::optional<Instant>> starts = start_parameter(call.request);
    if (!starts) {
        return tl::unexpected<Error>(starts.error());
    }
    return still_parameters(call.request, program->layout.canvas)
        .and_then([&](StillOrder order) {
            order.layout = program->layout;
            return timed(call, std::move(order), *starts);
        })
        .and_then([&](const StillOrder& order) { return answer(call, order); });
}

Result<Response> PreviewResource::thumbnail(const StaffCall& call) {
    const Result<std::optional<std::int64_t>> width =
        number_parameter(call.request, "width", 16, thumbnail_width_max);
    if (!width) {
        return tl::unexpected<Error>(width.error());
    }
    return database_
        .read([&](const View& view) { return view.media.asset(AssetId{call.places.front()}); })
        .and_then([&](const AssetRecord& asset) {
            return thumbnail_order(asset, width->value_or(thumbnail_width));
        })
        .and_then([&](const StillOrder& order) { return answer(call, order); });
}

Result<Response> PreviewResource::slogan_check(const StaffCall& call) {
    return read_slogan_check_body(call.request.text())
        .and_then([&](SloganCheckBody body) -> Result<Response> {
            const Result<ShapeCensus> census = database_.read(
                [&](const View& view) { return add_displays(view, call.who, body); });
            if (!census) {
                return tl::unexpected<Error>(census.error());
            }
            return renderer_.check(body.order).map([&](const SloganCheck& check) {
                return json(slogan_check_answer(check, *census, language_of(call.request)));
            });
        });
}

} // namespace marquee::manager
