#include "schemas/wire/slogan_check.hpp"

#include "schemas/model/preview_limits.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::wire {

namespace {

constexpr std::int64_t code_point_max = 0x10FFFF;
constexpr double seconds_max = 1e9;

void write_code_points(ObjectWriter& out, const std::vector<std::uint32_t>& numbers) {
    std::string list = "[";
    for (const std::uint32_t number : numbers) {
        list += (list.size() > 1 ? "," : "") + std::to_string(number);
    }
    out.raw("code_points", list + "]");
}

UndrawnText read_undrawn(const Object& in) {
    return {in.required("text").line(limits::slogan_bytes_max),
            in.required("code_points").list(limits::slogan_bytes_max, [](const Value& point) {
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

SloganFinding read_finding(const Value& value) {
    const Object in = value.object();
    const auto place = [&](std::string_view member) {
        return in.required(member).integer<std::int32_t>(0, limits::slogan_bytes_max);
    };
    SloganFinding finding;
    finding.fault = in.required("code").word<SloganFault>();
    finding.severity = in.required("severity").word<FindingSeverity>();
    if (const Value shape = in.optional("shape")) {
        finding.shape = shape.integer<std::size_t>(0, limits::preview_shapes_max - 1);
    }
    if (const Value fonts = in.optional("font_set")) {
        finding.font_set = fonts.integer<std::size_t>(0, limits::font_sets_max - 1);
    }
    finding.part = in.required("part").word<TextPart>();
    finding.from = place("from");
    finding.until = place("until");
    for (const auto& [name, param] : in.required("params").object().members()) {
        finding.params.emplace_back(name, param.text(limits::slogan_bytes_max));
    }
    return finding;
}

} // namespace

Size read_shape(const Object& in) {
    return read_size(in, 1);
}

SloganShape read_slogan_shape(const Object& in) {
    SloganShape shape{read_shape(in)};
    if (const Value pitch = in.optional("pixel_pitch_mm")) {
        shape.pixel_pitch_mm = pitch.number(0, limits::pixel_pitch_mm_max);
    }
    if (const Value distance = in.optional("viewing_distance_m")) {
        shape.viewing_distance_m = distance.number(0, limits::viewing_distance_m_max);
    }
    if (const Value name = in.optional("display_name")) {
        shape.display_name = name.line(limits::name_bytes_max, 1);
    }
    if (const Value name = in.optional("unit_name")) {
        shape.unit_name = name.line(limits::name_bytes_max, 1);
    }
    return shape;
}

void write_slogan_shape(ObjectWriter& out, const SloganShape& shape) {
    write_size(out, shape.size);
    if (shape.pixel_pitch_mm > 0) {
        out.member("pixel_pitch_mm", shape.pixel_pitch_mm);
    }
    if (shape.viewing_distance_m > 0) {
        out.member("viewing_distance_m", shape.viewing_distance_m);
    }
    if (!shape.display_name.empty()) {
        out.member("display_name", shape.display_name);
    }
    if (!shape.unit_name.empty()) {
        out.member("unit_name", shape.unit_name);
    }
}

SloganCheckOrder read_check_order(const Object& in) {
    SloganCheckOrder order;
    order.slogan = read_slogan(in.required("slogan").object());
    if (const Value shapes = in.optional("shapes")) {
        order.shapes = shapes.list(limits::preview_shapes_max, [](const Value& shape) {
            return read_slogan_shape(shape.object());
        });
    }
    order.duration = Milliseconds{
        in.optional("duration_ms").integer<std::int64_t>(0, limits::item_duration_ms_max)};
    return order;
}

void write_check_order(ObjectWriter& out, const SloganCheckOrder& order) {
    out.object("slogan", [&](ObjectWriter& slogan) { write_slogan(slogan, order.slogan); });
    out.list("shapes", order.shapes, write_slogan_shape);
    out.member("duration_ms", order.duration.count());
}

void read_font_sets(const Object& in, SloganCheckOrder& order) {
    if (const Value sets = in.optional("font_sets")) {
        order.font_sets = sets.list(limits::font_sets_max, [](const Value& set) {
            return set.list(limits::fonts_announced_max,
                            [](const Value& digest) { return digest.digest(); });
        });
    }
}

void write_font_sets(ObjectWriter& out, const SloganCheckOrder& order) {
    if (order.font_sets.empty()) {
        return;
    }
    std::string sets;
    for (const std::vector<Sha256>& set : order.font_sets) {
        std::string digests;
        for (const Sha256& digest : set) {
            digests += (digests.empty() ? "\"" : ",\"") + to_hex(digest) + '"';
        }
        sets += (sets.empty() ? "[" : ",[") + digests + "]";
    }
    out.raw("font_sets", "[" + sets + "]");
}

void write_finding(ObjectWriter& out, const SloganFinding& finding) {
    out.member("code", finding.fault);
    out.member("severity", finding.severity);
    if (finding.shape) {
        out.member("shape", *finding.shape);
    }
    if (finding.font_set) {
        out.member("font_set", *finding.font_set);
    }
    out.member("part", finding.part);
    out.member("from", finding.from);
    out.member("until", finding.until);
    out.object("params", [&](ObjectWriter& params) {
        for (const auto& [name, value] : finding.params) {
            params.member(name, value);
        }
    });
}

SloganCheck read_slogan_check(const Object& in) {
    return {in.required("missing_glyphs")
                .list(limits::missing_glyphs_max,
                      [](const Value& each) { return read_undrawn(each.object()); }),
            in.required("shapes").list(
                limits::preview_shapes_max,
                [](const Value& each) { return read_shape_check(each.object()); }),
            in.required("findings").list(limits::slogan_findings_max, read_finding)};
}

void write_measures(ObjectWriter& out, const SloganCheck& check) {
    out.list("missing_glyphs", check.missing_glyphs, [](ObjectWriter& row, const auto& undrawn) {
        row.member("text", undrawn.text);
        write_code_points(row, undrawn.code_points);
    });
    out.list("shapes", check.shapes, [](ObjectWriter& row, const ShapeCheck& shape) {
        write_size(row, shape.shape);
        row.member("fits", shape.fits);
        row.member("text_width", shape.text_width);
        row.member("text_height_pixels", shape.text_height_pixels);
        row.member("seconds_per_pass", shape.seconds_per_pass);
    });
}

void write_slogan_check(ObjectWriter& out, const SloganCheck& check) {
    write_measures(out, check);
    out.list("findings", check.findings, write_finding);
}

} // namespace marquee::wire
