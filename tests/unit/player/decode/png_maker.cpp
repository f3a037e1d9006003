#include "tests/unit/player/decode/png_maker.hpp"

#include <zlib.h>

#include <array>

namespace marquee::player {

namespace {

using Bytes = std::vector<std::uint8_t>;

// Where the pixels of a pass lie: every step-th from the offset on.
struct Pass {
    std::int32_t x;
    std::int32_t y;
    std::int32_t x_step;
    std::int32_t y_step;
};

constexpr std::array<Pass, 7> adam7{{{0, 0, 8, 8},
                                     {4, 0, 8, 8},
                                     {0, 4, 4, 8},
                                     {2, 0, 4, 4},
                                     {0, 2, 2, 4},
                                     {1, 0, 2, 2},
                                     {0, 1, 1, 2}}};

// Rows without filter, samples packed from the highest bit down.
void append_pass(Bytes& rows, const PngRecipe& recipe, const Pass& pass) {
    for (std::int32_t y = pass.y; y < recipe.size.height; y += pass.y_step) {
        if (pass.x >= recipe.size.width) {
            return;
        }
        rows.push_back(0);
        unsigned held = 0;
        int held_bits = 0;
        for (std::int32_t x = pass.x; x < recipe.size.width; x += pass.x_step) {
            for (const unsigned sample : recipe.painter(x, y)) {
                held = held << recipe.depth | sample;
                for (held_bits += recipe.depth; held_bits >= 8; held_bits -= 8) {
                    rows.push_back(static_cast<std::uint8_t>(held >> (held_bits - 8)));
                }
            }
        }
        if (held_bits > 0) {
            rows.push_back(static_cast<std::uint8_t>(held << (8 - held_bits)));
        }
    }
}

Bytes deflated(const Bytes& rows) {
    uLongf length = ::compressBound(rows.size());
    Bytes packed(length);
    ::compress(packed.data(), &length, rows.data(), rows.size());
    packed.resize(length);
    return packed;
}

} // namespace

void append_number(Bytes& bytes, std::uint32_t number) {
    for (int shift = 24; shift >= 0; shift -= 8) {
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    }
}

void append_chunk(Bytes& png, const std::string& name, const Bytes& payload) {
    append_number(png, static_cast<std::uint32_t>(payload.size()));
    Bytes covered(name.begin(), name.end());
    covered.insert(covered.end(), payload.begin(), payload.end());
    png.insert(png.end(), covered.begin(), covered.end());
    append_number(png, static_cast<std::uint32_t>(
                           ::crc32(0, covered.data(), static_cast<unsigned>(covered.size()))));
}

std::vector<std::uint8_t> make_png(const PngRecipe& recipe) {
    Bytes png{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    Bytes header;
    append_number(header, static_cast<std::uint32_t>(recipe.size.width));
    append_number(header, static_cast<std::uint32_t>(recipe.size.height));
    header.push_back(static_cast<std::uint8_t>(recipe.depth));
    header.push_back(static_cast<std::uint8_t>(recipe.colour));
    header.insert(header.end(), {0, 0, static_cast<std::uint8_t>(recipe.interlaced ? 1 : 0)});
    append_chunk(png, "IHDR", header);
    if (!recipe.plte.empty()) {
        append_chunk(png, "PLTE", recipe.plte);
    }
    if (!recipe.trns.empty()) {
        append_chunk(png, "tRNS", recipe.trns);
    }
    Bytes rows;
    if (recipe.interlaced) {
        for (const Pass& pass : adam7) {
            append_pass(rows, recipe, pass);
        }
    } else {
        append_pass(rows, recipe, {0, 0, 1, 1});
    }
    append_chunk(png, "IDAT", deflated(rows));
    append_chunk(png, "IEND", {});
    return png;
}

} // namespace marquee::player
