#include "schemas/wire/colour.hpp"

#include <array>
#include <cstdint>

namespace marquee::wire {

namespace {

constexpr std::string_view digits = "0123456789abcdef";

} // namespace

std::string to_text(const Colour& colour) {
    std::string text = "#";
    const auto append = [&](std::uint8_t byte) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    };
    append(colour.red);
    append(colour.green);
    append(colour.blue);
    if (colour.alpha != 255) {
        append(colour.alpha);
    }
    return text;
}

Result<Colour> colour_from_text(std::string_view text) {
    const bool shaped = (text.size() == 7 || text.size() == 9) && text.front() == '#'
                        && text.find_first_not_of(digits, 1) == text.npos;
    if (!shaped) {
        return fail(ErrorCode::malformed,
                    "'" + std::string(text) + "' is not a colour (#rrggbb or #rrggbbaa)");
    }
    std::array<std::uint8_t, 4> channels{0, 0, 0, 255};
    for (std::size_t i = 0; 2 * i + 2 < text.size(); ++i) {
        channels[i] = static_cast<std::uint8_t>(digits.find(text[2 * i + 1]) << 4
                                                | digits.find(text[2 * i + 2]));
    }
    return Colour{channels[0], channels[1], channels[2], channels[3]};
}

} // namespace marquee::wire
