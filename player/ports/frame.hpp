// Pictures on their way to the glass.
//
// A source says what to show as a few pictures and where they go; a sink puts them there in the
// cheapest way it has (libyuv into a window surface, textures on a GPU). Nothing is copied between.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::player {

// bgrx: 4 bytes a pixel in memory order blue, green, red, unused (SDL_PIXELFORMAT_RGB888 on little
// endian). bgra: the same, alpha premultiplied. i420: three 8-bit planes, chroma halved both ways.
enum class PixelFormat { bgrx, bgra, i420 };

// How i420 becomes RGB. Unspecified streams: BT.709 from 720 lines up, else BT.601; limited range.
enum class ColourMatrix { bt601, bt709, bt2020 };
enum class ColourRange { limited, full };

// A read-only view of pixels. `owner` keeps them alive, and they stay as they are as long as
// anybody looks at them; views of one owner are cheap values.
struct Picture {
    PixelFormat format = PixelFormat::bgrx;
    Size size;
    std::array<const std::uint8_t*, 3> planes{};
    std::array<std::ptrdiff_t, 3> strides{}; // bytes
    ColourMatrix matrix = ColourMatrix::bt709;
    ColourRange range = ColourRange::limited;
    std::shared_ptr<const void> owner;
};

// Part of a picture to a fraction of a pixel, in 65,536ths.
struct FineRect {
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;

    friend bool operator==(const FineRect&, const FineRect&) = default;
};

// Opacity of a piece that hides what lies under it.
inline constexpr std::int32_t opaque_piece = 256;

// Part of a picture and where it goes in the zone; scaled when the sizes differ. Parts of `target`
// outside the zone are cut. `fine`: for what moves too slowly for whole pixels, the part that is
// seen; `source` is then what may be looked at for it. `opacity`: so much of opaque_piece is seen
// of it, the rest of what it lies over; none at 0.
struct Piece {
    Picture picture;
    Rect source; // in picture pixels
    Rect target; // in zone pixels
    std::optional<FineRect> fine = {};
    std::int32_t opacity = opaque_piece;
};

// What is on the glass, for proof of play: every presented frame knows it.
struct ShownItem {
    ProgramId program;
    std::int32_t revision = 0;
    ItemId item;
    Sha256 content;

    friend bool operator==(const ShownItem&, const ShownItem&) = default;
};

// One zone's picture at one instant. Two frames of one source with equal serials are the same
// picture, so a sink need not draw it twice.
struct Frame {
    ShownItem item;
    Colour background = colours::black; // of the zone where no piece lies
    std::vector<Piece> pieces;          // drawn in order
    std::uint64_t serial = 0;
};

// True when the two look the same: same serial of the same item, same pictures in the same places.
bool same_picture(const Frame& a, const Frame& b);

} // namespace marquee::player
