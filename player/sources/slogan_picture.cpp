#include "player/sources/slogan_picture.hpp"

#include <utility>

namespace marquee::player {

Result<Piece> draw_words(const FontCatalog& fonts, const Slogan& slogan, Rect place) {
    const auto plan = plan_slogan(fonts, {slogan.style, as_written(slogan), place.size()});
    if (!plan) {
        return tl::unexpected(plan.error());
    }
    return draw_sheet(fonts, *plan, 0).map([&](Picture drawn) {
        Rect target = plan->blocks.front().at;
        target.x += place.x;
        target.y += place.y;
        return Piece{std::move(drawn), {0, 0, target.width, target.height}, target};
    });
}

Result<Picture> draw_block(const FontCatalog& fonts, const SloganPlan& plan, std::size_t block) {
    const Rect at = plan.blocks[block].at;
    return draw_area(fonts, plan, block, {0, 0, at.width, at.height});
}

} // namespace marquee::player
