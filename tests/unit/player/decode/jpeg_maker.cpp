#include "tests/unit/player/decode/jpeg_maker.hpp"

#include <cstdio>
#include <cstdlib>

#include <jpeglib.h>

#include <array>

namespace marquee::player {

namespace {

void write_exif(jpeg_compress_struct& jpeg, int orientation) {
    // "Exif", a big-endian TIFF header, one directory of one SHORT entry.
    const std::array<std::uint8_t, 32> block{
        'E', 'x', 'i', 'f', 0,    0, 'M', 'M', 0, 42, 0, 0, 0,
        8,   0,   1,   1,   0x12, 0, 3,   0,   0, 0,  1, 0, static_cast<std::uint8_t>(orientation),
        0,   0,   0,   0,   0,    0};
    ::jpeg_write_marker(&jpeg, JPEG_APP0 + 1, block.data(), block.size());
}

std::vector<std::uint8_t> row_of(const JpegRecipe& recipe, std::int32_t y) {
    std::vector<std::uint8_t> row;
    for (std::int32_t x = 0; x < recipe.size.width; ++x) {
        const Colour colour = recipe.painter(x, y);
        row.insert(row.end(), {colour.red, colour.green, colour.blue});
        if (recipe.inks != Inks::rgb) {
            row.push_back(255); // inverted: no black ink
        }
    }
    return row;
}

} // namespace

std::vector<std::uint8_t> make_jpeg(const JpegRecipe& recipe) {
    jpeg_compress_struct jpeg{};
    jpeg_error_mgr errors{};
    jpeg.err = ::jpeg_std_error(&errors);
    ::jpeg_create_compress(&jpeg);
    unsigned char* memory = nullptr;
    unsigned long bytes = 0;
    ::jpeg_mem_dest(&jpeg, &memory, &bytes);
    jpeg.image_width = static_cast<unsigned>(recipe.size.width);
    jpeg.image_height = static_cast<unsigned>(recipe.size.height);
    const bool is_printed = recipe.inks != Inks::rgb;
    jpeg.input_components = is_printed ? 4 : 3;
    jpeg.in_color_space = is_printed ? JCS_CMYK : JCS_RGB;
    ::jpeg_set_defaults(&jpeg);
    if (recipe.inks == Inks::ycck) {
        ::jpeg_set_colorspace(&jpeg, JCS_YCCK);
    }
    ::jpeg_set_quality(&jpeg, 97, TRUE);
    for (int i = 0; i < jpeg.num_components; ++i) { // 4:4:4: colours stay where they are painted
        jpeg.comp_info[i].h_samp_factor = 1;
        jpeg.comp_info[i].v_samp_factor = 1;
    }
    if (recipe.progressive) {
        ::jpeg_simple_progression(&jpeg);
    }
    ::jpeg_start_compress(&jpeg, TRUE);
    if (recipe.exif_orientation != 0) {
        write_exif(jpeg, recipe.exif_orientation);
    }
    for (std::int32_t y = 0; y < recipe.size.height; ++y) {
        auto row = row_of(recipe, y);
        JSAMPROW rows[] = {row.data()};
        ::jpeg_write_scanlines(&jpeg, rows, 1);
    }
    ::jpeg_finish_compress(&jpeg);
    std::vector<std::uint8_t> file(memory, memory + bytes);
    ::jpeg_destroy_compress(&jpeg);
    std::free(memory);
    return file;
}

} // namespace marquee::player
