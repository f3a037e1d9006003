// Scenes of many zones beside and over each other, for golden pictures and for sinks that must draw
// the same.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "player/playout/transition.hpp"
#include "tests/unit/player/sources/test_card.hpp"

namespace marquee::player {

inline constexpr Colour teal{0, 110, 120, 255};
inline constexpr Colour orange{240, 140, 30, 255};
inline constexpr Colour plum{110, 20, 90, 255};
inline constexpr Colour mint{150, 230, 170, 255};
inline constexpr Colour grey{60, 60, 60, 255};
inline constexpr std::int32_t gap = 6;

// Cells side by side, one row under the other.
class Sheet {
public:
    Sheet() { scene.background = grey; }

    Rect next(Size cell) {
        const Rect rect{x_, y_, cell.width, cell.height};
        x_ += cell.width + gap;
        row_height_ = std::max(row_height_, cell.height);
        size_ = {std::max(size_.width, x_), std::max(size_.height, y_ + row_height_ + gap)};
        return rect;
    }
    void new_row() {
        x_ = gap;
        y_ += row_height_ + gap;
        row_height_ = 0;
    }
    void add(Size cell, Frame frame) { scene.zones.push_back({"", next(cell), std::move(frame)}); }

    Size size() const { return size_; }

    Scene scene;

private:
    std::int32_t x_ = gap;
    std::int32_t y_ = gap;
    std::int32_t row_height_ = 0;
    Size size_;
};

inline Frame whole(const Picture& picture) {
    Frame frame;
    const Rect all{0, 0, picture.size.width, picture.size.height};
    frame.pieces.push_back({picture, all, all});
    return frame;
}

inline SceneZone passing(Sheet& sheet, const Transition& transition, Milliseconds since) {
    constexpr Size cell{120, 68};
    SceneZone zone{"", sheet.next(cell), whole(card(cell, teal, mint))};
    zone.transition =
        SceneTransition{transition.kind, transition.direction, progress_at(transition, since),
                        whole(film_card(cell, plum, orange))};
    return zone;
}

inline Sheet sheet_of(TransitionKind kind, const std::vector<Direction>& directions) {
    Sheet sheet;
    for (const Direction direction : directions) {
        for (const Milliseconds since : {Milliseconds{0}, Milliseconds{150}, Milliseconds{400},
                                         Milliseconds{650}, Milliseconds{999}}) {
            sheet.scene.zones.push_back(
                passing(sheet, {kind, Milliseconds{1'000}, direction}, since));
        }
        sheet.new_row();
    }
    return sheet;
}

inline const std::vector<Direction> four_ways{Direction::left, Direction::right, Direction::up,
                                              Direction::down};

inline Sheet opacity_sheet() {
    Sheet sheet;
    const Size base{560, 190};
    sheet.add(base, whole(film_card(base, plum, orange)));
    Sheet upper;
    upper.next({10, 40});
    upper.new_row();
    for (const std::int32_t percent : {100, 75, 50, 25, 1}) {
        SceneZone zone{"", upper.next({96, 54}), whole(card({96, 54}, teal, mint)), percent};
        sheet.scene.zones.push_back(zone);
    }
    upper.new_row();
    for (const TransitionKind kind :
         {TransitionKind::crossfade, TransitionKind::slide, TransitionKind::wipe}) {
        SceneZone zone =
            passing(upper, {kind, Milliseconds{1'000}, Direction::left}, Milliseconds{400});
        zone.opacity_percent = 60;
        sheet.scene.zones.push_back(zone);
    }
    Frame words; // half a shadow, and half-transparent stripes on it
    words.background = {0, 0, 0, 128};
    words.pieces.push_back(
        {painted({100, 30}, PixelFormat::bgra,
                 [](std::int32_t x, std::int32_t) {
                     return x / 10 % 2 == 0 ? Colour{0, 100, 100, 100} : Colour{0, 0, 0, 0};
                 }),
         {0, 0, 100, 30},
         {10, 19, 100, 30}});
    SceneZone shadow{"", {440, 20, 120, 68}, words, 80};
    sheet.scene.zones.push_back(shadow);
    return sheet;
}

} // namespace marquee::player
