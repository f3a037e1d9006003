// How players announce their fonts, among what they can do (Software::capabilities):
// "font." and the SHA-256 of the font's table `cmap` in 64 hexadecimal digits. Fonts with the same
// table draw the same characters. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/sha256.hpp"

namespace marquee::rules {

std::string font_word(const Sha256& coverage);

// Nothing where the capability is no font.
std::optional<Sha256> font_of(std::string_view capability);

// All fonts among them, ascending, each once; none where the player announces no fonts.
std::vector<Sha256> fonts_among(const std::vector<std::string>& capabilities);

} // namespace marquee::rules
