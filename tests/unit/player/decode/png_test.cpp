// Every colour type, depth and way of transparency of PNG, pixel by pixel.
#include <catch2/catch.hpp>

#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/decode/png_maker.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Size odd_size{19, 13};

Picture shown(const PngRecipe& recipe) {
    Decoding decoding(written_media("made.png", make_png(recipe)), picture_request(recipe.size));
    const auto frame = decoding.next_frame();
    REQUIRE(frame);
    return frame->picture;
}

// The picture is what `expected` says of each pixel, its colours not yet multiplied.
template<typename Expected>
void check_pixels(const PngRecipe& recipe, Expected expected) {
    const Picture picture = shown(recipe);
    REQUIRE(picture.size == recipe.size);
    for (std::int32_t y = 0; y < recipe.size.height; ++y) {
        for (std::int32_t x = 0; x < recipe.size.width; ++x) {
            INFO("(" << x << ", " << y << ")");
            const Colour wanted = expected(x, y);
            const Colour seen = pixel_at(picture, x, y);
            // Sixteen bits are cut to eight, colour and alpha each.
            const int tolerance = recipe.depth == 16 ? 2 : 1;
            const auto near = [&](std::uint8_t value, std::uint8_t colour) {
                return std::abs(value - colour * wanted.alpha / 255.0) <= tolerance;
            };
            REQUIRE(near(seen.red, wanted.red));
            REQUIRE(near(seen.green, wanted.green));
            REQUIRE(near(seen.blue, wanted.blue));
            if (picture.format == PixelFormat::bgra) {
                REQUIRE(std::abs(seen.alpha - wanted.alpha) <= 1);
            }
        }
    }
}

unsigned most(int depth) {
    return (1U << depth) - 1;
}

std::uint8_t in_eight(unsigned sample, int depth) {
    return static_cast<std::uint8_t>((sample * 255 + most(depth) / 2) / most(depth));
}

unsigned ramp(std::int32_t x, std::int32_t y, int depth) {
    return static_cast<unsigned>(x * 7919 + y * 104'729) & most(depth);
}

} // namespace

TEST_CASE("grey PNG of every depth, interlaced or not") {
    for (const int depth : {1, 2, 4, 8, 16}) {
        for (const bool interlaced : {false, true}) {
            INFO(depth << " bits" << (interlaced ? ", interlaced" : ""));
            const PngRecipe recipe{
                odd_size, PngColour::grey, depth,
                [&](std::int32_t x, std::int32_t y) { return std::vector{ramp(x, y, depth)}; },
                interlaced};
            check_pixels(recipe, [&](std::int32_t x, std::int32_t y) {
                const std::uint8_t grey = in_eight(ramp(x, y, depth), depth);
                return Colour{grey, grey, grey, 255};
            });
        }
    }
}

TEST_CASE("coloured PNG with and without alpha, of eight and sixteen bits, interlaced or not") {
    for (const int depth : {8, 16}) {
        for (const bool interlaced : {false, true}) {
            for (const bool has_alpha : {false, true}) {
                INFO(depth << " bits" << (interlaced ? ", interlaced" : "")
                           << (has_alpha ? ", alpha" : ""));
                const auto samples = [&](std::int32_t x, std::int32_t y) {
                    std::vector<unsigned> all{ramp(x, y, depth), ramp(y, x, depth),
                                              ramp(x + 5, y, depth)};
                    if (has_alpha) {
                        all.push_back(ramp(x, y + 3, depth));
                    }
                    return all;
                };
                const PngRecipe recipe{odd_size, has_alpha ? PngColour::rgb_alpha : PngColour::rgb,
                                       depth, samples, interlaced};
                check_pixels(recipe, [&](std::int32_t x, std::int32_t y) {
                    const auto all = samples(x, y);
                    return Colour{in_eight(all[0], depth), in_eight(all[1], depth),
                                  in_eight(all[2], depth),
                                  has_alpha ? in_eight(all[3], depth) : std::uint8_t{255}};
                });
            }
        }
    }
}

TEST_CASE("grey PNG with alpha") {
    for (const int depth : {8, 16}) {
        const PngRecipe recipe{odd_size, PngColour::grey_alpha, depth,
                               [&](std::int32_t x, std::int32_t y) {
                                   return std::vector{ramp(x, y, depth), ramp(y, x, depth)};
                               }};
        check_pixels(recipe, [&](std::int32_t x, std::int32_t y) {
            const std::uint8_t grey = in_eight(ramp(x, y, depth), depth);
            return Colour{grey, grey, grey, in_eight(ramp(y, x, depth), depth)};
        });
    }
}

TEST_CASE("PNG with a palette, of every depth, some of its colours transparent") {
    const std::vector<std::uint8_t> two_colours{200, 10, 20, 30, 180, 40};
    const std::vector<std::uint8_t> four_colours{200, 10, 20,  30,  180, 40,
                                                 50,  60, 220, 250, 240, 0};
    for (const int depth : {1, 2, 4, 8}) {
        for (const bool interlaced : {false, true}) {
            INFO(depth << " bits" << (interlaced ? ", interlaced" : ""));
            const auto number = [&](std::int32_t x, std::int32_t y) {
                return static_cast<unsigned>(x + y) % (depth == 1 ? 2 : 4);
            };
            const auto colours = depth == 1 ? two_colours : four_colours;
            PngRecipe recipe;
            recipe.size = odd_size;
            recipe.colour = PngColour::palette;
            recipe.depth = depth;
            recipe.painter = [&](std::int32_t x, std::int32_t y) {
                return std::vector{number(x, y)};
            };
            recipe.interlaced = interlaced;
            recipe.plte = colours;
            recipe.trns = {0, 128};
            check_pixels(recipe, [&](std::int32_t x, std::int32_t y) {
                const std::size_t at = number(x, y) * 3;
                const std::uint8_t alpha = at == 0 ? 0 : at == 3 ? 128 : 255;
                return Colour{colours[at], colours[at + 1], colours[at + 2], alpha};
            });
        }
    }
}

TEST_CASE("one grey or one colour of a PNG may be the transparent one") {
    const PngRecipe grey{odd_size,
                         PngColour::grey,
                         8,
                         [](std::int32_t x, std::int32_t) {
                             return std::vector{static_cast<unsigned>(x)}; },
                         false,
                         {},
                         {0, 7}};
    check_pixels(grey, [](std::int32_t x, std::int32_t) {
        const auto value = static_cast<std::uint8_t>(x);
        return Colour{value, value, value, static_cast<std::uint8_t>(x == 7 ? 0 : 255)};
    });
    const PngRecipe colour{
        odd_size,
        PngColour::rgb,
        8,
        [](std::int32_t x, std::int32_t y) {
            return std::vector{static_cast<unsigned>(x), 100U, static_cast<unsigned>(y)};
        },
        false,
        {},
        {0, 3, 0, 100, 0, 5}};
    check_pixels(colour, [](std::int32_t x, std::int32_t y) {
        return Colour{static_cast<std::uint8_t>(x), 100, static_cast<std::uint8_t>(y),
                      static_cast<std::uint8_t>(x == 3 && y == 5 ? 0 : 255)};
    });
}
