#include "schemas/wire/preview.hpp"

#include "schemas/model/preview_limits.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/slogan_check.hpp"
#include "schemas/wire/slogan_motion.hpp"
#include "schemas/wire/zone_rules.hpp"

namespace marquee::wire {

namespace {

StillOrder read_still(const Object& in) {
    StillOrder order;
    order.layout = read_layout(in.required("layout").object());
    order.display = read_size(in.required("display").object(), 1);
    order.at =
        Milliseconds{in.required("at_ms").integer<std::int64_t>(0, limits::preview_at_ms_max)};
    if (const Value picture = in.optional("picture")) {
        order.picture = read_size(picture.object(), 1);
    }
    if (const Value starts = in.optional("starts")) {
        order.starts = starts.instant();
        order.wall = read_zone_rules(in.required("wall").object());
    }
    return order;
}

FilmstripOrder read_filmstrip(const Object& in) {
    FilmstripOrder order;
    order.frame = read_still(in.required("frame").object());
    order.instants =
        in.required("instants_ms")
            .list(
                limits::filmstrip_frames_max,
                [](const Value& at) {
                    return Milliseconds{at.integer<std::int64_t>(0, limits::preview_at_ms_max)};
                },
                1);
    return order;
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

void write_still(ObjectWriter& out, const StillOrder& still) {
    out.object("layout", [&](ObjectWriter& layout) { write_layout(layout, still.layout); });
    out.object("display", [&](ObjectWriter& size) { write_size(size, still.display); });
    out.member("at_ms", still.at.count());
    if (!still.picture.empty()) {
        out.object("picture", [&](ObjectWriter& size) { write_size(size, still.picture); });
    }
    if (still.starts != Instant{} || still.wall != ZoneRules{}) {
        out.member("starts", still.starts);
        out.object("wall", [&](ObjectWriter& wall) { write_zone_rules(wall, still.wall); });
    }
}

void write_filmstrip(ObjectWriter& out, const FilmstripOrder& order) {
    out.object("frame", [&](ObjectWriter& frame) { write_still(frame, order.frame); });
    std::string instants = "[";
    for (const Milliseconds at : order.instants) {
        instants += (instants.size() > 1 ? "," : "") + std::to_string(at.count());
    }
    out.raw("instants_ms", instants + "]");
}

// The member that a kind of order is.
struct OrderWriter {
    ObjectWriter& out;

    void operator()(const StillOrder& order) const {
        out.object("still", [&](ObjectWriter& in) { write_still(in, order); });
    }
    void operator()(const FilmstripOrder& order) const {
        out.object("filmstrip", [&](ObjectWriter& in) { write_filmstrip(in, order); });
    }
    void operator()(const SloganCheckOrder& order) const {
        out.object("slogan_check", [&](ObjectWriter& in) {
            write_check_order(in, order);
            write_font_sets(in, order);
        });
    }
    void operator()(const SloganMotionOrder& order) const {
        out.object("slogan_motion",
                   [&](ObjectWriter& in) { write_motion_order_on_wall(in, order); });
    }
};

// The member that a kind of answer is.
struct AnswerWriter {
    ObjectWriter& out;

    void operator()(const PictureFollows& picture) const {
        out.member("picture_bytes", picture.bytes);
    }
    void operator()(const SloganCheck& check) const {
        out.object("slogan_check", [&](ObjectWriter& in) { write_slogan_check(in, check); });
    }
    void operator()(const SloganMotion& motion) const {
        out.object("slogan_motion", [&](ObjectWriter& in) { write_slogan_motion(in, motion); });
    }
    void operator()(const Error& error) const {
        out.object("error", [&](ObjectWriter& in) { write_error(in, error); });
    }
};

} // namespace

std::string write_render_request(const RenderOrder& order) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::render_request));
        std::visit(OrderWriter{out}, order);
    });
}

Result<RenderOrder> read_render_request(std::string_view line) {
    return read_document(line, limits::render_request_bytes_max, formats::render_request,
                         [](const Object& in) -> RenderOrder {
                             if (const Value still = in.optional("still")) {
                                 return read_still(still.object());
                             }
                             if (const Value filmstrip = in.optional("filmstrip")) {
                                 return read_filmstrip(filmstrip.object());
                             }
                             if (const Value motion = in.optional("slogan_motion")) {
                                 return read_motion_order_on_wall(motion.object());
                             }
                             const Object asked = in.required("slogan_check").object();
                             SloganCheckOrder order = read_check_order(asked);
                             read_font_sets(asked, order);
                             return order;
                         });
}

std::string write_render_answer(const RenderAnswer& answer) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::render_answer));
        std::visit(AnswerWriter{out}, answer);
    });
}

Result<RenderAnswer> read_render_answer(std::string_view line) {
    return read_document(line, limits::render_answer_bytes_max, formats::render_answer,
                         [](const Object& in) -> RenderAnswer {
                             if (const Value check = in.optional("slogan_check")) {
                                 return read_slogan_check(check.object());
                             }
                             if (const Value motion = in.optional("slogan_motion")) {
                                 return read_slogan_motion(motion.object());
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
