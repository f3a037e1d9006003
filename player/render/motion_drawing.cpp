#include "player/render/motion_drawing.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "player/render/said_texts.hpp"
#include "player/sinks/memory_sink.hpp"
#include "player/sinks/png_file.hpp"
#include "player/sources/slogan_plan.hpp"
#include "schemas/model/preview_limits.hpp"
#include "schemas/rules/slogan_variables.hpp"
#include "schemas/rules/validate.hpp"
#include "schemas/wire/slogan_motion.hpp"

namespace marquee::player {
namespace {

const std::string& or_assumed(const std::string& name, const std::string& assumed) {
    return name.empty() ? assumed : name;
}

Result<SloganPlan> plan_of(const FontCatalog& fonts, const SloganMotionOrder& order) {
    const Slogan& slogan = order.slogan;
    const DisplayNames names{or_assumed(order.display_name, assumed_names.display),
                             or_assumed(order.unit_name, assumed_names.unit)};
    return SloganSpeech::make(slogan, std::make_shared<const ZoneRules>(order.wall), names)
        .and_then([&](const SloganSpeech& speech) {
            const bool laps = speech.changes() && scrolls(slogan.style);
            return plan_slogan(fonts, {slogan.style, speech.at(order.starts).texts, order.zone,
                                       order.duration,
                                       laps ? Microseconds{order.duration} : Microseconds{0}});
        });
}

Status check(const SloganPlan& plan) {
    const auto too_large = [](const std::string& most) {
        return fail(ErrorCode::too_large,
                    "the slogan is too large to be moved by a page; still pictures show it", {},
                    {{"motion_limit", most}});
    };
    if (sheet_count(plan) > limits::motion_sheets_max) {
        return too_large(std::to_string(limits::motion_sheets_max) + " PNG");
    }
    return sheet_pixels(plan) > limits::motion_pixels_max
               ? too_large(std::to_string(limits::motion_pixels_max) + " px")
               : Status{};
}

// A zone of this size with the frame, over black.
Result<std::unique_ptr<MemorySink>> over_black(Frame frame, Size size) {
    auto sink = std::make_unique<MemorySink>(size);
    Scene scene;
    scene.zones.push_back({"sheet", {0, 0, size.width, size.height}, std::move(frame)});
    return sink->compose(scene).map([&] { return std::move(sink); });
}

Result<std::string> png_of(const Picture& sheet, Colour background) {
    if (sheet.format == PixelFormat::bgrx) {
        return encode_png(sheet);
    }
    Frame frame;
    frame.background = background;
    const Rect all{0, 0, sheet.size.width, sheet.size.height};
    frame.pieces.push_back({sheet, all, all});
    return over_black(std::move(frame), sheet.size)
        .and_then(
            [](const std::unique_ptr<MemorySink>& sink) { return encode_png(sink->picture()); });
}

// What a sink makes of it where nothing lies beneath.
Result<Colour> opaque(Colour background) {
    Frame frame;
    frame.background = background;
    return over_black(std::move(frame), {1, 1}).map([](const std::unique_ptr<MemorySink>& sink) {
        const std::uint8_t* pixel = sink->picture().planes[0];
        return Colour{pixel[2], pixel[1], pixel[0]};
    });
}

bool is_typed(const SloganPlan& plan) {
    const auto* pages = std::get_if<PagesDescription>(&plan.motion);
    return pages != nullptr
           && (pages->enter.kind == EffectKind::typewriter
               || pages->exit.kind == EffectKind::typewriter);
}

MotionSheet sheet_of(const SloganPlan& plan, std::size_t index) {
    MotionSheet sheet;
    if (const auto* scroll = std::get_if<ScrollDescription>(&plan.motion)) {
        const Rect area = sheet_area(plan, index);
        const Rect strip = plan.blocks.front().at;
        sheet.at = strip_is_level(plan.style)
                       ? Rect{area.x, strip.y + area.y, area.width, area.height}
                       : Rect{strip.x + area.x, area.y, area.width, area.height};
        sheet.number = static_cast<std::int32_t>(index) % scroll->phases;
        return sheet;
    }
    sheet.at = plan.blocks[index].at;
    sheet.number = static_cast<std::int32_t>(index);
    if (is_typed(plan)) {
        sheet.lines = plan.blocks[index].typed;
    }
    return sheet;
}

// How long effects last is told page by page.
MotionDescription told(MotionDescription motion) {
    if (auto* pages = std::get_if<PagesDescription>(&motion)) {
        pages->enter.duration = pages->exit.duration = Milliseconds{0};
    }
    return motion;
}

Result<DrawnMotion> draw_all(const FontCatalog& fonts, const SloganPlan& plan) {
    const auto background = opaque(plan.style.background);
    if (!background) {
        return tl::unexpected(background.error());
    }
    DrawnMotion drawn{{plan.zone, *background, plan.style.letters.writing, told(plan.motion), {}},
                      {}};
    const std::size_t count = sheet_count(plan);
    for (std::size_t index = 0; index < count; ++index) {
        const auto png = draw_sheet(fonts, plan, index).and_then([&](const Picture& picture) {
            return png_of(picture, plan.style.background);
        });
        if (!png) {
            return tl::unexpected(png.error());
        }
        MotionSheet sheet = sheet_of(plan, index);
        sheet.png_bytes = png->size();
        drawn.motion.sheets.push_back(std::move(sheet));
        drawn.pictures += *png;
    }
    return drawn;
}

} // namespace

Result<DrawnMotion> draw_motion(FontShelf& shelf, const SloganMotionOrder& order) {
    const auto fonts = shelf.fonts_for(order.slogan.style.font_asset);
    return plan_of(*fonts, order).and_then([&](const SloganPlan& plan) {
        return check(plan).and_then([&] { return draw_all(*fonts, plan); });
    });
}

Result<std::string> motion_report(FontShelf& shelf, const std::string& text, Instant now) {
    auto order = wire::read_object(text, wire::staff_body, wire::read_motion_order);
    if (!order) {
        return tl::unexpected(order.error());
    }
    if (order->starts == Instant{}) {
        order->starts = std::chrono::floor<std::chrono::minutes>(now);
    }
    return rules::as_status(rules::validate(order->slogan))
        .and_then([&] { return draw_motion(shelf, *order); })
        .map([](const DrawnMotion& drawn) {
            return wire::write_object(
                [&](wire::ObjectWriter& out) { wire::write_drawn_motion(out, drawn); });
        });
}

} // namespace marquee::player
