#include "player/sources/slogan_plan.hpp"

#include <algorithm>
#include <utility>

#include "player/sources/page_motion.hpp"
#include "player/sources/scroll_motion.hpp"
#include "player/sources/slogan_blocks.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

Direction direction_of(Motion motion) {
    switch (motion) {
    case Motion::scroll_right:
        return Direction::right;
    case Motion::scroll_up:
        return Direction::up;
    case Motion::scroll_down:
        return Direction::down;
    default:
        return Direction::left;
    }
}

// What shares a strip is fitted together, what has pages of its own by itself.
Result<std::vector<FittedText>> fit_all(const FontCatalog& fonts, const SloganOrder& order) {
    if (scrolls(order.style)) {
        return fit_texts(fonts, order.style, order.texts, order.zone);
    }
    std::vector<FittedText> fitted;
    for (const SpokenText& spoken : order.texts) {
        auto text = fit_texts(fonts, order.style, {spoken}, order.zone);
        if (!text) {
            return tl::unexpected(text.error());
        }
        fitted.push_back(std::move(text->front()));
    }
    return fitted;
}

PagesDescription pages_of(const SloganOrder& order, std::vector<std::int32_t> pages) {
    const Movement& movement = order.style.movement;
    PageOrder wanted{std::move(pages), movement.enter, movement.exit};
    wanted.duration = order.duration;
    if (order.style.motion == Motion::pages) {
        wanted.hold = movement.hold;
        wanted.rounds = movement.loops;
    }
    return describe_pages(wanted);
}

ScrollDescription scroll_of(const SloganOrder& order, const SloganBlock& strip) {
    const bool level = strip_is_level(order.style);
    ScrollDescription scroll;
    scroll.direction = direction_of(order.style.motion);
    scroll.zone_pixels = level ? order.zone.width : order.zone.height;
    scroll.strip_pixels = level ? strip.at.width : strip.at.height;
    scroll.period_pixels = scroll_period(scroll.zone_pixels, scroll.strip_pixels);
    scroll.steps_per_second = scroll_speed(order.style, order.zone);
    scroll.passes = order.style.movement.loops;
    scroll.lap = order.lap;
    return scroll;
}

Status level_out(std::vector<FittedText>& texts, const SloganOrder& order) {
    const auto em = [](const FittedText& each) { return each.fits.front().em_pixels; };
    const auto smallest =
        std::min_element(texts.begin(), texts.end(),
                         [&](const FittedText& a, const FittedText& b) { return em(a) < em(b); });
    const std::int32_t em_pixels = em(*smallest);
    for (FittedText& each : texts) {
        if (em(each) > em_pixels) {
            auto fits = fits_of(each.text, order.style, order.zone, em_pixels);
            if (!fits) {
                return tl::unexpected(fits.error());
            }
            each.fits = *std::move(fits);
        }
    }
    return {};
}

Result<SloganPlan> plan_scroll(const SloganOrder& order, std::vector<FittedText> texts) {
    if (const auto even = level_out(texts, order); !even) {
        return tl::unexpected(even.error());
    }
    SloganBlock strip = moves_along(order.style) ? place_line(order.style, texts, order.zone)
                                                 : place_lines(order.style, texts, order.zone);
    SloganPlan plan{order.style, scroll_of(order, strip), {}, order.zone};
    plan.blocks.push_back(std::move(strip));
    return plan;
}

SloganPlan plan_pages(const SloganOrder& order, const std::vector<FittedText>& texts) {
    SloganPlan plan{order.style, {}, {}, order.zone};
    std::vector<std::int32_t> pages;
    for (const FittedText& text : texts) {
        pages.push_back(static_cast<std::int32_t>(text.fits.size()));
        for (const TextFit& fit : text.fits) {
            plan.blocks.push_back(place_page(order.style, text, fit, order.zone));
        }
    }
    plan.motion = pages_of(order, std::move(pages));
    return plan;
}

// Of a strip that goes up, down, left or right: its length, and its pieces.
struct Pieces {
    std::int32_t length = 0;
    std::int32_t phases = 1;
    bool level = true;

    explicit Pieces(const SloganPlan& plan)
        : length(std::get<ScrollDescription>(plan.motion).strip_pixels),
          phases(std::get<ScrollDescription>(plan.motion).phases),
          level(strip_is_level(plan.style)) {}
};

} // namespace

std::int32_t SloganBlock::graphemes() const {
    std::int32_t count = 0;
    for (const TypedLine& line : typed) {
        count += std::max(static_cast<std::int32_t>(line.reach.size()) - 1, 0);
    }
    return count;
}

bool scrolls(const SloganStyle& style) {
    return style.motion != Motion::still && style.motion != Motion::pages;
}

bool strip_is_level(const SloganStyle& style) {
    return style.motion == Motion::scroll_left || style.motion == Motion::scroll_right;
}

bool moves_along(const SloganStyle& style) {
    const bool column = style.letters.writing == WritingMode::vertical;
    return scrolls(style) && strip_is_level(style) != column;
}

std::int32_t scroll_speed(const SloganStyle& style, Size zone) {
    if (style.speed_pixels_per_second > 0) {
        return even_speed(
            std::min(style.speed_pixels_per_second, limits::scroll_pixels_per_second_max));
    }
    const bool column = style.letters.writing == WritingMode::vertical;
    const std::int32_t height = column ? zone.width : zone.height;
    const std::int32_t wanted = style.movement.speed == ScrollSpeed::slow   ? height / 2
                                : style.movement.speed == ScrollSpeed::fast ? height * 2
                                                                            : height;
    return nearest_even_speed(std::clamp(wanted, 1, limits::scroll_pixels_per_second_max));
}

Result<SloganPlan> plan_slogan(const FontCatalog& fonts, const SloganOrder& order) {
    auto texts = fit_all(fonts, order);
    if (!texts) {
        return tl::unexpected(texts.error());
    }
    return scrolls(order.style) ? plan_scroll(order, *std::move(texts))
                                : Result<SloganPlan>(plan_pages(order, *texts));
}

std::size_t sheet_count(const SloganPlan& plan) {
    if (!plan.scrolls()) {
        return plan.blocks.size();
    }
    const Pieces strip(plan);
    const std::int32_t pieces = (strip.length + strip_piece_pixels - 1) / strip_piece_pixels;
    return static_cast<std::size_t>(pieces) * static_cast<std::size_t>(strip.phases);
}

std::int64_t sheet_pixels(const SloganPlan& plan) {
    std::int64_t pixels = 0;
    const std::size_t count = sheet_count(plan);
    for (std::size_t sheet = 0; sheet < count; ++sheet) {
        const Rect area = sheet_area(plan, sheet);
        pixels += std::int64_t{area.width} * area.height;
    }
    return pixels;
}

Rect sheet_area(const SloganPlan& plan, std::size_t sheet) {
    if (!plan.scrolls()) {
        return {0, 0, plan.blocks[sheet].at.width, plan.blocks[sheet].at.height};
    }
    const Pieces strip(plan);
    const auto piece = static_cast<std::int32_t>(sheet) / strip.phases;
    const std::int32_t from = piece * strip_piece_pixels;
    const std::int32_t length = std::min(strip_piece_pixels, strip.length - from);
    const Rect at = plan.blocks.front().at;
    return strip.level ? Rect{from, 0, length, at.height} : Rect{0, from, at.width, length};
}

Result<Picture> draw_sheet(const FontCatalog& fonts, const SloganPlan& plan, std::size_t sheet) {
    return draw_area(fonts, plan, plan.scrolls() ? 0 : sheet, sheet_area(plan, sheet));
}

Result<Picture> draw_area(const FontCatalog& fonts, const SloganPlan& plan, std::size_t index,
                          Rect area) {
    const SloganBlock& block = plan.blocks[index];
    TextDrawing drawing;
    drawing.size = area.size();
    drawing.em_pixels = block.em_pixels;
    drawing.text = plan.style.text;
    drawing.background = plan.style.background;
    drawing.letters = plan.style.letters;
    drawing.letters.colours = block.colours;
    drawing.lines = block.lines;
    for (LineAt& line : drawing.lines) {
        line.x -= area.x;
        line.baseline -= area.y;
    }
    return draw_text(fonts, drawing);
}

} // namespace marquee::player
