#include "player/decode/worker/orientation.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>
#include <utility>

namespace marquee::player::worker {

namespace {

// Numbers of a TIFF file in its own byte order; zero outside it.
class TiffBytes {
public:
    explicit TiffBytes(std::span<const std::uint8_t> bytes)
        : bytes_(bytes), little_(bytes.size() > 1 && bytes[0] == 'I' && bytes[1] == 'I') {}

    std::uint32_t number(std::size_t place, std::size_t width) const {
        if (place > bytes_.size() || bytes_.size() - place < width) {
            return 0;
        }
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < width; ++i) {
            value = value << 8 | bytes_[place + (little_ ? width - 1 - i : i)];
        }
        return value;
    }

private:
    std::span<const std::uint8_t> bytes_;
    bool little_;
};

constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::size_t entry_bytes = 12;

} // namespace

Orientation orientation_from_exif(unsigned value) {
    constexpr std::array<Orientation, 9> table{{{},
                                                {},
                                                {false, true, false},
                                                {false, true, true},
                                                {false, false, true},
                                                {true, false, false},
                                                {true, true, false},
                                                {true, true, true},
                                                {true, false, true}}};
    return value < table.size() ? table[value] : Orientation{};
}

Orientation orientation_from_exif_block(std::span<const std::uint8_t> block) {
    constexpr std::string_view mark("Exif\0\0", 6);
    if (block.size() >= mark.size()
        && std::equal(mark.begin(), mark.end(), block.begin(),
                      [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; })) {
        block = block.subspan(mark.size());
    }
    const TiffBytes tiff(block);
    const std::size_t directory = tiff.number(4, 4);
    const std::uint32_t entries = tiff.number(directory, 2);
    for (std::uint32_t i = 0; i < entries; ++i) {
        const std::size_t entry = directory + 2 + i * entry_bytes;
        if (entry >= block.size()) {
            break;
        }
        if (tiff.number(entry, 2) == orientation_tag) {
            return orientation_from_exif(tiff.number(entry + 8, 2));
        }
    }
    return {};
}

Orientation orientation_from_matrix(std::span<const std::int32_t, 9> matrix) {
    // x' = a·x + c·y, y' = b·x + d·y; the larger pair says whether rows became columns.
    const std::int64_t a = matrix[0];
    const std::int64_t b = matrix[1];
    const std::int64_t c = matrix[3];
    const std::int64_t d = matrix[4];
    if (std::abs(b) + std::abs(c) > std::abs(a) + std::abs(d)) {
        return {true, c < 0, b < 0};
    }
    return {false, a < 0, d < 0};
}

Size turned(Size size, Orientation orientation) {
    return orientation.transposed ? Size{size.height, size.width} : size;
}

Rect stored_part(Rect upright, Size upright_size, Orientation orientation) {
    Rect part = upright;
    if (orientation.mirrored_x) {
        part.x = upright_size.width - upright.x - upright.width;
    }
    if (orientation.mirrored_y) {
        part.y = upright_size.height - upright.y - upright.height;
    }
    if (orientation.transposed) {
        std::swap(part.x, part.y);
        std::swap(part.width, part.height);
    }
    return part;
}

UprightWalk upright_walk(Size stored, Orientation orientation, std::ptrdiff_t stride,
                         std::ptrdiff_t pixel_bytes) {
    const Size upright = turned(stored, orientation);
    UprightWalk walk;
    std::ptrdiff_t x_step = pixel_bytes;
    std::ptrdiff_t y_step = stride;
    if (orientation.mirrored_x) {
        walk.start += (upright.width - 1) * pixel_bytes;
        x_step = -x_step;
    }
    if (orientation.mirrored_y) {
        walk.start += (upright.height - 1) * stride;
        y_step = -y_step;
    }
    walk.column_step = orientation.transposed ? y_step : x_step;
    walk.row_step = orientation.transposed ? x_step : y_step;
    return walk;
}

} // namespace marquee::player::worker
