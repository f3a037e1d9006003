#include "tests/golden/golden_picture.hpp"
#include "tests/places.hpp"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <vector>

#include <fmt/format.h>
#include <spng.h>

#include "player/sinks/png_file.hpp"

namespace marquee::player {
namespace {

struct Stored {
    Size size;
    std::vector<std::uint8_t> rgb;
};

Stored read_png(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    const std::string bytes{std::istreambuf_iterator<char>(file), {}};
    const std::unique_ptr<spng_ctx, decltype(&spng_ctx_free)> decoder{spng_ctx_new(0),
                                                                      &spng_ctx_free};
    spng_set_png_buffer(decoder.get(), bytes.data(), bytes.size());
    spng_ihdr header{};
    std::size_t length = 0;
    if (spng_get_ihdr(decoder.get(), &header) != 0
        || spng_decoded_image_size(decoder.get(), SPNG_FMT_RGB8, &length) != 0) {
        return {};
    }
    Stored stored{{static_cast<int>(header.width), static_cast<int>(header.height)},
                  std::vector<std::uint8_t>(length)};
    spng_decode_image(decoder.get(), stored.rgb.data(), length, SPNG_FMT_RGB8, 0);
    return stored;
}

GoldenOutcome compare(const Picture& picture, const Stored& stored) {
    if (stored.size != picture.size) {
        return {false,
                fmt::format("the golden picture is {} x {}, this is {} x {}", stored.size.width,
                            stored.size.height, picture.size.width, picture.size.height)};
    }
    std::size_t differing = 0;
    std::string first;
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        const std::uint8_t* bgrx = picture.planes[0] + y * picture.strides[0];
        const std::uint8_t* rgb = stored.rgb.data() + std::ptrdiff_t{y} * picture.size.width * 3;
        for (std::int32_t x = 0; x < picture.size.width; ++x, bgrx += 4, rgb += 3) {
            if (bgrx[2] != rgb[0] || bgrx[1] != rgb[1] || bgrx[0] != rgb[2]) {
                first = differing++ == 0 ? fmt::format("({}, {})", x, y) : first;
            }
        }
    }
    return {differing == 0, fmt::format("{} pixels differ, first at {}", differing, first)};
}

} // namespace

GoldenOutcome compare_golden(const Picture& picture, const std::string& name) {
    const auto path = std::filesystem::path(source_path("tests/golden")) / (name + ".png");
    GoldenOutcome outcome = compare(picture, read_png(path));
    if (outcome.equal) {
        return outcome;
    }
    const bool update = std::getenv("MARQUEE_UPDATE_GOLDEN") != nullptr;
    std::string flat = "golden-" + name + ".png";
    std::replace(flat.begin(), flat.end(), '/', '-');
    const std::filesystem::path target = update ? path.string() : build_path(flat);
    std::filesystem::create_directories(target.parent_path());
    const auto png = encode_png(picture);
    if (!png || !replace_file(target, *png)) {
        outcome.why += "; it could not be written";
    }
    outcome.equal = update;
    return outcome;
}

} // namespace marquee::player
