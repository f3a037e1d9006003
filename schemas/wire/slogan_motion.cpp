#include "schemas/wire/slogan_motion.hpp"

#include <string_view>
#include <vector>

#include "schemas/model/preview_limits.hpp"
#include "schemas/wire/parts.hpp"
#include "schemas/wire/program.hpp"
#include "schemas/wire/zone_rules.hpp"

namespace marquee::wire {

namespace {

constexpr std::int64_t place_max = limits::motion_pixels_max; // a strip is a pixel high at least
constexpr std::int64_t round_us_max = limits::json_integer_max;
constexpr std::size_t reach_max = limits::slogan_bytes_max + 1; // a grapheme has a byte at least

void write_place(ObjectWriter& out, const Rect& rect) {
    out.member("x", rect.x);
    out.member("y", rect.y);
    out.member("width", rect.width);
    out.member("height", rect.height);
}

Rect read_place(const Object& in, std::int32_t least) {
    const auto number = [&](std::string_view member, std::int64_t from) {
        return in.required(member).integer<std::int32_t>(from, place_max);
    };
    return {number("x", -place_max), number("y", -place_max), number("width", least),
            number("height", least)};
}

void write_scroll(ObjectWriter& out, const ScrollDescription& scroll) {
    out.member("kind", "scroll");
    out.member("direction", scroll.direction);
    out.member("zone_pixels", scroll.zone_pixels);
    out.member("strip_pixels", scroll.strip_pixels);
    out.member("period_pixels", scroll.period_pixels);
    out.member("steps_per_second", scroll.steps_per_second);
    out.member("phases", scroll.phases);
    out.member("passes", scroll.passes);
    out.member("lap_us", scroll.lap.count());
}

ScrollDescription read_scroll(const Object& in) {
    const auto number = [&](std::string_view member, std::int64_t least, std::int64_t most) {
        return in.required(member).integer<std::int32_t>(least, most);
    };
    ScrollDescription scroll;
    scroll.direction = in.required("direction").word<Direction>();
    scroll.zone_pixels = number("zone_pixels", 1, limits::canvas_pixels_max);
    scroll.strip_pixels = number("strip_pixels", 1, place_max);
    scroll.period_pixels = number("period_pixels", 1, 2 * place_max);
    scroll.steps_per_second = number("steps_per_second", 1, limits::scroll_pixels_per_second_max);
    scroll.phases = number("phases", 1, frames_per_second);
    scroll.passes = number("passes", 0, limits::slogan_loops_max);
    scroll.lap = Microseconds{
        in.required("lap_us").integer<std::int64_t>(0, limits::item_duration_ms_max * 1'000)};
    return scroll;
}

// How long it lasts is said page by page.
void write_effect_kind(ObjectWriter& out, const Effect& effect) {
    out.member("effect", effect.kind);
    out.member("direction", effect.direction);
}

Effect read_effect_kind(const Object& in) {
    Effect effect;
    effect.kind = in.required("effect").word<EffectKind>();
    effect.direction = in.required("direction").word<Direction>();
    return effect;
}

void write_pages(ObjectWriter& out, const PagesDescription& pages) {
    out.member("kind", "pages");
    out.member("rounds", pages.rounds);
    out.object("enter", [&](ObjectWriter& in) { write_effect_kind(in, pages.enter); });
    out.object("exit", [&](ObjectWriter& in) { write_effect_kind(in, pages.exit); });
    out.list("pages", pages.pages, [](ObjectWriter& row, const PageTimes& times) {
        row.member("from_us", times.from.count());
        row.member("enter_us", times.enter.count());
        row.member("exit_us", times.exit.count());
        row.member("until_us", times.until.count());
    });
}

PageTimes read_page_times(const Value& value) {
    const Object in = value.object();
    const auto time = [&](std::string_view member, std::int64_t least) {
        return Microseconds{in.required(member).integer<std::int64_t>(least, round_us_max)};
    };
    return {time("from_us", 0), time("enter_us", 0), time("exit_us", 0), time("until_us", 1)};
}

PagesDescription read_pages(const Object& in) {
    PagesDescription pages;
    pages.rounds = in.required("rounds").integer<std::int32_t>(0, limits::slogan_loops_max);
    pages.enter = read_effect_kind(in.required("enter").object());
    pages.exit = read_effect_kind(in.required("exit").object());
    pages.pages = in.required("pages").list(limits::motion_sheets_max, read_page_times, 1);
    return pages;
}

MotionDescription read_description(const Object& in) {
    const std::string kind = in.required("kind").line(limits::word_bytes_max);
    if (kind == "scroll") {
        return read_scroll(in);
    }
    if (kind != "pages") {
        in.whole().refuse(ErrorCode::malformed, "a motion is a scroll, or pages");
    }
    return read_pages(in);
}

void write_line(ObjectWriter& out, const TypedLine& line) {
    write_place(out, line.band);
    std::string reach;
    for (const std::int32_t pixels : line.reach) {
        reach += (reach.empty() ? "" : ",") + std::to_string(pixels);
    }
    out.raw("reach", "[" + reach + "]");
}

TypedLine read_line(const Value& value) {
    const Object in = value.object();
    return {read_place(in, 0), in.required("reach").list(reach_max, [](const Value& pixels) {
                return pixels.integer<std::int32_t>(0, place_max);
            })};
}

void write_sheet(ObjectWriter& out, const MotionSheet& sheet, bool scrolls) {
    write_place(out, sheet.at);
    out.member(scrolls ? "phase" : "page", sheet.number);
    if (!sheet.lines.empty()) {
        out.list("lines", sheet.lines, write_line);
    }
}

MotionSheet read_sheet(const Object& in, const MotionDescription& motion) {
    const auto* scroll = std::get_if<ScrollDescription>(&motion);
    const auto* pages = std::get_if<PagesDescription>(&motion);
    const std::int64_t numbers =
        scroll != nullptr ? scroll->phases : static_cast<std::int64_t>(pages->pages.size());
    MotionSheet sheet;
    sheet.at = read_place(in, 1);
    sheet.number =
        in.required(scroll != nullptr ? "phase" : "page").integer<std::int32_t>(0, numbers - 1);
    if (const Value lines = in.optional("lines")) {
        sheet.lines = lines.list(limits::slogan_bytes_max, read_line);
    }
    sheet.png_bytes =
        in.required("png_bytes").integer<std::size_t>(1, limits::render_picture_bytes_max);
    return sheet;
}

// All but the sheets.
void write_course(ObjectWriter& out, const SloganMotion& motion) {
    out.object("zone", [&](ObjectWriter& zone) { write_size(zone, motion.zone); });
    out.member("background", motion.background);
    out.member("writing", motion.writing);
    out.object("motion", [&](ObjectWriter& in) {
        if (const auto* scroll = std::get_if<ScrollDescription>(&motion.motion)) {
            write_scroll(in, *scroll);
        } else {
            write_pages(in, std::get<PagesDescription>(motion.motion));
        }
    });
}

bool scrolls(const SloganMotion& motion) {
    return std::holds_alternative<ScrollDescription>(motion.motion);
}

// As many pages as are described, and pictures that somebody can hold.
void check_sheets(const Value& place, const SloganMotion& motion) {
    const auto* pages = std::get_if<PagesDescription>(&motion.motion);
    std::int64_t pixels = 0;
    for (const MotionSheet& sheet : motion.sheets) {
        pixels += std::int64_t{sheet.at.width} * sheet.at.height;
    }
    const bool whole = pages == nullptr || pages->pages.size() == motion.sheets.size();
    if (!whole || pixels > limits::motion_pixels_max
        || bytes_following(motion) > limits::render_picture_bytes_max) {
        place.refuse(ErrorCode::out_of_range, "there are other sheets than the motion needs");
    }
}

} // namespace

SloganMotionOrder read_motion_order(const Object& in) {
    SloganMotionOrder order;
    order.slogan = read_slogan(in.required("slogan").object());
    order.zone = read_size(in.required("size").object(), 1);
    order.duration = Milliseconds{
        in.required("duration_ms")
            .integer<std::int64_t>(limits::item_duration_ms_min, limits::item_duration_ms_max)};
    if (const Value name = in.optional("display_name")) {
        order.display_name = name.line(limits::name_bytes_max, 1);
    }
    if (const Value name = in.optional("unit_name")) {
        order.unit_name = name.line(limits::name_bytes_max, 1);
    }
    if (const Value starts = in.optional("starts_at")) {
        order.starts = starts.instant();
    }
    return order;
}

SloganMotionOrder read_motion_order_on_wall(const Object& in) {
    SloganMotionOrder order = read_motion_order(in);
    if (const Value wall = in.optional("wall")) {
        order.wall = read_zone_rules(wall.object());
    }
    return order;
}

void write_motion_order_on_wall(ObjectWriter& out, const SloganMotionOrder& order) {
    out.object("slogan", [&](ObjectWriter& slogan) { write_slogan(slogan, order.slogan); });
    out.object("size", [&](ObjectWriter& size) { write_size(size, order.zone); });
    out.member("duration_ms", order.duration.count());
    if (!order.display_name.empty()) {
        out.member("display_name", order.display_name);
    }
    if (!order.unit_name.empty()) {
        out.member("unit_name", order.unit_name);
    }
    if (order.starts != Instant{}) {
        out.member("starts_at", order.starts);
    }
    if (order.wall != ZoneRules{}) {
        out.object("wall", [&](ObjectWriter& wall) { write_zone_rules(wall, order.wall); });
    }
}

SloganMotion read_slogan_motion(const Object& in) {
    SloganMotion motion;
    motion.zone = read_size(in.required("zone").object(), 1);
    motion.background = in.required("background").colour();
    motion.writing = in.required("writing").word<WritingMode>();
    motion.motion = read_description(in.required("motion").object());
    const Value sheets = in.required("sheets");
    motion.sheets = sheets.list(limits::motion_sheets_max, [&](const Value& sheet) {
        return read_sheet(sheet.object(), motion.motion);
    });
    if (!in.failed()) {
        check_sheets(sheets, motion);
    }
    return motion;
}

void write_slogan_motion(ObjectWriter& out, const SloganMotion& motion) {
    write_course(out, motion);
    out.list("sheets", motion.sheets, [&](ObjectWriter& row, const MotionSheet& sheet) {
        write_sheet(row, sheet, scrolls(motion));
        row.member("png_bytes", sheet.png_bytes);
    });
}

void write_drawn_motion(ObjectWriter& out, const DrawnMotion& drawn) {
    write_course(out, drawn.motion);
    std::string_view pictures = drawn.pictures;
    out.list("sheets", drawn.motion.sheets, [&](ObjectWriter& row, const MotionSheet& sheet) {
        write_sheet(row, sheet, scrolls(drawn.motion));
        row.bytes("png", pictures.substr(0, sheet.png_bytes));
        pictures.remove_prefix(sheet.png_bytes);
    });
}

} // namespace marquee::wire
