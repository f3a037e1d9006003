// The modules of a QR code, by libqrencode.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"

namespace marquee::player {

class QrModules {
public:
    // In byte mode at level M, with the ECI header of UTF-8 where the text is more than ASCII
    // (rules/qr_place.hpp). `version` as rules::qr_version says it. internal when the library does
    // not follow. Any thread.
    static Result<QrModules> encode(std::string_view text, int version);

    std::int32_t width() const { return width_; }

    // False in the quiet zone, and everywhere outside.
    bool dark(std::int32_t x, std::int32_t y) const {
        return x >= 0 && y >= 0 && x < width_ && y < width_
               && dark_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_)
                        + static_cast<std::size_t>(x)];
    }

private:
    std::int32_t width_ = 0;
    std::vector<bool> dark_; // row by row
};

} // namespace marquee::player
