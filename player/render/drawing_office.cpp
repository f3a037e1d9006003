#include "player/render/drawing_office.hpp"

#include <utility>

#include "player/render/motion_drawing.hpp"
#include "player/render/slogan_examination.hpp"

namespace marquee::player {

DrawingOffice::DrawingOffice(const RenderSettings& settings, FontCatalog fonts, const Clock& clock,
                             Sleeper& sleeper)
    : clock_(clock),
      fonts_(std::move(fonts)),
      assets_(settings.assets),
      shelf_(fonts_, assets_),
      sources_(fonts_, drawing_,
               {assets_,
                opening_,
                clock,
                {.program = settings.decoder.string(), .cleaner = std::make_shared<TaskThread>()},
                nullptr}),
      camera_(sources_, clock, sleeper) {}

std::optional<Reply> answer_by_fonts(FontShelf& shelf, const RenderOrder& order, Instant now) {
    if (const auto* check = std::get_if<SloganCheckOrder>(&order)) {
        auto examined = examine(shelf, *check, now);
        return examined ? Reply{*std::move(examined), {}} : Reply{std::move(examined.error()), {}};
    }
    if (const auto* motion = std::get_if<SloganMotionOrder>(&order)) {
        auto drawn = draw_motion(shelf, *motion);
        return drawn ? Reply{std::move(drawn->motion), std::move(drawn->pictures)}
                     : Reply{std::move(drawn.error()), {}};
    }
    return std::nullopt;
}

Reply DrawingOffice::answer(const RenderOrder& order) {
    if (auto reply = answer_by_fonts(shelf_, order, clock_.wall())) {
        return *std::move(reply);
    }
    const auto* strip = std::get_if<FilmstripOrder>(&order);
    auto picture =
        strip != nullptr ? camera_.take_strip(*strip) : camera_.take(std::get<StillOrder>(order));
    if (!picture) {
        return {std::move(picture.error()), {}};
    }
    return {PictureFollows{picture->size()}, *std::move(picture)};
}

} // namespace marquee::player
