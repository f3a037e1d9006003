#include "schemas/wire/preview.hpp"

#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::wire {

namespace {

constexpr std::int64_t code_point_max = 0x10FFFF;
constexpr double seconds_max = 1e9;

void write_texts_as_numbers(ObjectWriter& out, const std::vector<std::uint32_t>& numbers) {
    std::string list = "[";
    for (const std::uint32_t number : numbers) {
        list += (list.size() > 1 ? "," : "") + std::to_string(number);
    }
    out.raw("code_points", list + "]");
}

StillOrder read_still(const Object& in) {
    StillOrder order;
    order.layout = read_layout(in.required("layout").object());
    order.display = read_size(in.required("display").object(), 1);
    order.at =
        Milliseconds{in.required("at_ms").integer<std::int64_t>(0, limits::preview_at_ms_max)};
    if (const Value picture = in.optional("picture")) {
        order.picture = read_size(picture.object(), 1);
    }
    return order;
}

SloganCheckOrder read_check(const Object& in) {
    SloganCheckOrder order;
    order.slogan = read_slogan(in.required("slogan").object());
    order.shapes = in.required("shapes").list(
        limits::preview_shapes_max, [](const Value& shape) { return read_shape(shape.object()); });
    return order;
}

UndrawnText read_undrawn(const Object& in) {
    return {in.required("text").line(limits::slogan_bytes_max),
            in.required("code_points").list(limits::slogan_graphemes_max, [](const Value& point) {
                return point.integer<std::uint32_t>(0, code_point_max);
            })};
}

ShapeCheck read_shape_check(const Object& in) {
    ShapeCheck check;
    check.shape = read_shape(in);
    check.fits = in.required("fits").boolean();
    check.text_width = in.required("text_width").integer<std::int32_t>(0, INT32_MAX);
    check.text_height_pixels =
        in.required("text_height_pixels").integer<std::int32_t>(0, limits::canvas_pixels_max);
    check.seconds_per_pass = in.required("seconds_per_pass").number(0, seconds_max);
    return check;
}

SloganCheck read_slogan_check(const Object& in) {
    return {in.required("missing_glyphs")
                .list(limits::missing_glyphs_max,
                      [](const Value& each) { return read_undrawn(each.object()); }),
            in.required("shapes").list(limits::preview_shapes_max, [](const Value& each) {
                return read_shape_check(each.object());
            })};
}

Error read_error(const Object& in) {
    Error error;
    error.code = error_code(in.required("code").line(limits::word_bytes_max, 1))
                     .value_or(ErrorCode::preview_failed);
    error.what = in.required("what").text(limits::note_bytes_max);
    error.where = in.required("where").line(limits::url_bytes_max);
    error.params = in.required("params").list(limits::problem_params_max, [](const Value& each) {
        const Object pair = each.object();
        return std::pair(pair.required("name").line(limits::word_bytes_max),
                         pair.required("value").text(limits::note_bytes_max));
    });
    return error;
}

void write_error(ObjectWriter& out, const Error& error) {
    out.member("code", error_slug(error.code));
    out.member("what", error.what);
    out.member("where", error.where);
    out.list("params", error.params, [](ObjectWriter& pair, const auto& param) {
        pair.member("name", param.first);
        pair.member("value", param.second);
    });
}

} // namespace

Size read_shape(const Object& in) {
    return read_size(in, 1);
}

void write_slogan_check(ObjectWriter& out, const SloganCheck& check) {
    out.list("missing_glyphs", check.missing_glyphs, [](ObjectWriter& row, const auto& undrawn) {
        row.member("text", undrawn.text);
        write_texts_as_numbers(row, undrawn.code_points);
    });
    out.list("shapes", check.shapes, [](ObjectWriter& row, const ShapeCheck& shape) {
        row.member("width", shape.shape.width);
        row.member("height", shape.shape.height);
        row.member("fits", shape.fits);
        row.member("text_width", shape.text_width);
        row.member("text_height_pixels", shape.text_height_pixels);
        row.member("seconds_per_pass", shape.seconds_per_pass);
    });
}

std::string write_render_request(const RenderOrder& order) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::render_request));
        if (const auto* still = std::get_if<StillOrder>(&order)) {
            out.object("still", [&](ObjectWriter& in) {
                in.object("layout",
                          [&](ObjectWriter& layout) { write_layout(layout, still->layout); });
                in.object("display", [&](ObjectWriter& size) { write_size(size, still->display); });
                in.member("at_ms", still->at.count());
                if (!still->picture.empty()) {
                    in.object("picture",
                              [&](ObjectWriter& size) { write_size(size, still->picture); });
                }
            });
        } else {
            const auto& check = std::get<SloganCheckOrder>(order);
            out.object("slogan_check", [&](ObjectWriter& in) {
                in.object("slogan",
                          [&](ObjectWriter& slogan) { write_slogan(slogan, check.slogan); });
                in.list("shapes", check.shapes, write_size);
            });
        }
    });
}

Result<RenderOrder> read_render_request(std::string_view line) {
    return read_document(line, limits::render_request_bytes_max, formats::render_request,
                         [](const Object& in) -> RenderOrder {
                             if (const Value still = in.optional("still")) {
                                 return read_still(still.object());
                             }
                             return read_check(in.required("slogan_check").object());
                         });
}

std::string write_render_answer(const RenderAnswer& answer) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::render_answer));
        if (const auto* picture = std::get_if<PictureFollows>(&answer)) {
            out.member("picture_bytes", picture->bytes);
        } else if (const auto* check = std::get_if<SloganCheck>(&answer)) {
            out.object("slogan_check",
                       [&](ObjectWriter& inner) { write_slogan_check(inner, *check); });
        } else {
            out.object("error",
                       [&](ObjectWriter& inner) { write_error(inner, std::get<Error>(answer)); });
        }
    });
}

Result<RenderAnswer> read_render_answer(std::string_view line) {
    return read_document(line, limits::render_head_bytes_max, formats::render_answer,
                         [](const Object& in) -> RenderAnswer {
                             if (const Value check = in.optional("slogan_check")) {
                                 return read_slogan_check(check.object());
                             }
                             if (const Value error = in.optional("error")) {
                                 return read_error(error.object());
                             }
                             return PictureFollows{
                                 in.required("picture_bytes")
                                     .integer<std::size_t>(1, limits::render_picture_bytes_max)};
                         });
}

} // namespace marquee::wire
