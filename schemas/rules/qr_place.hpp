// How large a QR code is and where it stands in its zone. Pure; the player draws it there and the
// manager says beforehand where it will not fit.
//
// Texts are written in byte mode at error correction level M, which survives the loss of 15 % of
// the code: glare, a lamp post, a dead LED. A text beyond ASCII carries the ECI header that says
// UTF-8. ISO/IEC 18004:2015, tables 1, 3 and 7.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"

namespace marquee::rules {

inline constexpr std::int32_t qr_quiet_modules = 4; // on each side

// Whether the code says that its bytes are UTF-8: they are more than ASCII.
bool qr_names_utf8(std::string_view text);

// 1 to 40; none: the text does not fit any.
std::optional<int> qr_version(std::string_view text);

// Modules on each side, without the quiet zone: 21 for version 1.
std::int32_t qr_modules(int version);

struct QrPlace {
    int version = 1;
    std::int32_t module_pixels = 1; // width and height of a module
    Rect code;                      // with its quiet zone, in zone pixels
    Rect caption;                   // below it; empty without one
};

// The largest code of whole pixels in a zone of this size, in its middle. None: not even a pixel
// for a module.
std::optional<QrPlace> place_qr(const Qr& code, Size zone);

// The least side of a square zone that shows the code: what people are told.
std::int32_t qr_side_pixels_min(const Qr& code);

} // namespace marquee::rules
