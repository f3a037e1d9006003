#include "manager/http/preview_body.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "schemas/model/limits.hpp"
#include "schemas/wire/layout_draft.hpp"
#include "schemas/wire/reader.hpp"
#include "schemas/wire/slogan_check.hpp"

namespace marquee::manager {

namespace {

constexpr double scale_min = 0.05;

std::int32_t scaled(std::int64_t side, double factor) {
    return std::max(1, static_cast<std::int32_t>(std::lround(static_cast<double>(side) * factor)));
}

PreviewBody read_members(const wire::Object& in) {
    PreviewBody body;
    body.layout = wire::read_layout_draft(in.required("layout").object(), wire::by_id);
    if (const wire::Value unit = in.optional("unit_id")) {
        body.unit = unit.id<UnitId>();
    }
    body.display = wire::read_shape(in);
    if (const wire::Value at = in.optional("at_ms")) {
        body.at = Milliseconds{at.integer<std::int64_t>(0, limits::preview_at_ms_max)};
    }
    if (const wire::Value starts = in.optional("starts_at")) {
        body.starts = starts.instant();
    }
    if (const wire::Value scale = in.optional("scale")) {
        const double factor = scale.number(scale_min, 1);
        body.picture = {scaled(body.display.width, factor), scaled(body.display.height, factor)};
    }
    return body;
}

} // namespace

Result<PreviewBody> read_preview_body(std::string_view text) {
    return wire::read_object(text, wire::staff_body, read_members);
}

Result<std::optional<std::int64_t>> number_parameter(const RequestHead& request,
                                                     std::string_view name, std::int64_t least,
                                                     std::int64_t most) {
    const auto text = request.query.find(name);
    if (!text) {
        return std::nullopt;
    }
    std::int64_t value = 0;
    const auto [end, failure] = std::from_chars(text->data(), text->data() + text->size(), value);
    const bool whole = failure == std::errc{} && end == text->data() + text->size();
    if (!whole || value < least || value > most) {
        return fail(ErrorCode::out_of_range, "the parameter is no number in its range",
                    std::string(name),
                    {{"allowed", std::to_string(least) + "–" + std::to_string(most)}});
    }
    return value;
}

Result<StillOrder> still_parameters(const RequestHead& request, Size canvas) {
    constexpr std::int64_t side_max = limits::canvas_pixels_max;
    const auto width = number_parameter(request, "width", 1, side_max);
    const auto height = number_parameter(request, "height", 1, side_max);
    const auto at = number_parameter(request, "at_ms", 0, limits::preview_at_ms_max);
    if (!width || !height || !at) {
        return tl::unexpected<Error>(!width    ? width.error()
                                     : !height ? height.error()
                                               : at.error());
    }
    StillOrder order;
    order.at = Milliseconds{at->value_or(0)};
    order.display = canvas;
    if (*width) {
        order.display.width = static_cast<std::int32_t>(**width);
        order.display.height = scaled(canvas.height, static_cast<double>(**width) / canvas.width);
    }
    if (*height) {
        order.display.height = static_cast<std::int32_t>(**height);
        order.display.width =
            *width ? order.display.width
                   : scaled(canvas.width, static_cast<double>(**height) / canvas.height);
    }
    return order;
}

Result<std::optional<Instant>> start_parameter(const RequestHead& request) {
    const auto text = request.query.find("starts_at");
    if (!text) {
        return std::nullopt;
    }
    Result<Instant> starts = instant_from_rfc3339(*text);
    if (!starts) {
        starts.error().where = "starts_at";
        return tl::unexpected<Error>(std::move(starts.error()));
    }
    return *starts;
}

} // namespace marquee::manager
