#include "player/sources/slogan_fit.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "player/text/ink_reach.hpp"
#include "player/text/text_rendering.hpp"

namespace marquee::player {

Size inner_zone(const SloganStyle& style, Size zone) {
    const InkReach reach = ink_reach(style.letters);
    const Motion motion = style.motion;
    const bool across = motion == Motion::scroll_left || motion == Motion::scroll_right;
    const bool down = motion == Motion::scroll_up || motion == Motion::scroll_down;
    const std::int32_t width = across ? 0 : reach.left + reach.right;
    const std::int32_t height = down ? 0 : reach.top + reach.bottom;
    return {std::max(zone.width - width, 1), std::max(zone.height - height, 1)};
}

std::int32_t smallest_em(const std::vector<FittedText>& texts) {
    std::int32_t em = texts.front().fits.front().em_pixels;
    for (const FittedText& each : texts) {
        em = std::min(em, each.fits.front().em_pixels);
    }
    return em;
}

Result<ShapedText> shape_text(const FontCatalog& fonts, const SloganStyle& style,
                              const SpokenText& spoken, std::int32_t strike_pixels) {
    TextRequest request;
    request.strike_pixels = strike_pixels;
    request.text = spoken.text;
    request.language = spoken.language;
    request.family = style.font;
    request.writing = style.letters.writing;
    request.weight = style.letters.weight;
    if (moves_along(style)) {
        std::replace(request.text.begin(), request.text.end(), '\n', ' ');
    }
    return ShapedText::shape(fonts, request);
}

Result<std::vector<TextFit>> fits_of(const ShapedText& text, const SloganStyle& style, Size zone,
                                     std::int32_t em_wanted) {
    const Size inner = inner_zone(style, zone);
    const auto one = [](Result<TextFit> fit) {
        return fit.map([](TextFit& each) { return std::vector<TextFit>{std::move(each)}; });
    };
    if (style.motion == Motion::pages) {
        return fit_pages(text, inner, em_wanted);
    }
    if (style.motion == Motion::still) {
        return one(fit_still(text, inner, em_wanted));
    }
    return one(moves_along(style) ? fit_moving(text, inner, em_wanted)
                                  : fit_across(text, inner, em_wanted));
}

namespace {

Result<FittedText> fit_as(const FontCatalog& fonts, const SloganStyle& style,
                          const SpokenText& spoken, Size zone, std::int32_t strike_pixels) {
    auto text = shape_text(fonts, style, spoken, strike_pixels);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::int32_t wanted = strike_pixels > 0 ? strike_pixels : style.text_height_pixels;
    auto fits = fits_of(*text, style, zone, wanted);
    if (!fits) {
        return tl::unexpected(fits.error());
    }
    return FittedText{*std::move(text), *std::move(fits), spoken.colours};
}

Result<std::vector<FittedText>> fit_all(const FontCatalog& fonts, const SloganStyle& style,
                                        const std::vector<SpokenText>& texts, Size zone,
                                        std::int32_t strike_pixels) {
    std::vector<FittedText> fitted;
    for (const SpokenText& spoken : texts) {
        auto text = fit_as(fonts, style, spoken, zone, strike_pixels);
        if (!text) {
            return tl::unexpected(text.error());
        }
        fitted.push_back(*std::move(text));
    }
    return fitted;
}

} // namespace

Result<std::vector<FittedText>> fit_texts(const FontCatalog& fonts, const SloganStyle& style,
                                          const std::vector<SpokenText>& texts, Size zone) {
    auto fitted = fit_all(fonts, style, texts, zone, 0);
    const std::int32_t largest = strike_pixels_max(style.letters.rendering);
    if (!fitted || smallest_em(*fitted) > largest) {
        return fitted;
    }
    // Those need no margin, so they may be larger than what fits without them.
    const std::int32_t wished = style.text_height_pixels > 0 ? style.text_height_pixels : largest;
    std::int32_t em = fonts.strike_for(std::min(wished, largest));
    for (; em > 0; em = fonts.strike_for(em - 1)) {
        auto by_hand = fit_all(fonts, style, texts, zone, em);
        if (by_hand && smallest_em(*by_hand) == em) {
            return by_hand;
        }
    }
    return fitted;
}

} // namespace marquee::player
