// A font as HarfBuzz holds it: mapped from its file, immutable, in font units.
#pragma once

#include <memory>

#include <hb.h>

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
    HbFace face;
    HbFont font;
    double units_per_em = 1000;
};

} // namespace marquee::player
