// A font as HarfBuzz holds it: mapped from its file, immutable, in font units.
#pragma once

#include <memory>

#include <hb.h>

#include "player/text/bitmap_strike.hpp"
#include "player/text/font_catalog.hpp"

namespace marquee::player {

template<auto destroy>
struct Destroyer {
    template<typename T>
    void operator()(T* object) const {
        destroy(object);
    }
};

using HbBlob = std::unique_ptr<hb_blob_t, Destroyer<hb_blob_destroy>>;
using HbFace = std::unique_ptr<hb_face_t, Destroyer<hb_face_destroy>>;
using HbFont = std::unique_ptr<hb_font_t, Destroyer<hb_font_destroy>>;
using HbBuffer = std::unique_ptr<hb_buffer_t, Destroyer<hb_buffer_destroy>>;

// `font` has the scale of its units per em, so advances divided by it are in em.
struct LoadedFont {
    FontFile file;
    std::shared_ptr<const std::string> bytes = {}; // of a font that is in no file
    HbFace face;
    HbFont font;
    double units_per_em = 1000;
    std::shared_ptr<const BitmapStrike> strike = {}; // of letters drawn by hand; null: outlines
};

// not_found or damaged_media name the file.
Result<std::shared_ptr<const LoadedFont>> load_font(const FontFile& file);

// The first face of `bytes`, whose file is only a name. damaged_media where it is not sound.
Result<std::shared_ptr<const LoadedFont>> load_font(std::shared_ptr<const std::string> bytes,
                                                    const std::string& name);

// Letters drawn by hand; a unit is a pixel. They draw no character if their file does not load.
std::shared_ptr<const LoadedFont> load_strike(const FontFile& file);

} // namespace marquee::player
