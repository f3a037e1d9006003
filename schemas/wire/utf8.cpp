#include "schemas/wire/utf8.hpp"

namespace marquee::wire {

namespace {

bool between(unsigned char byte, unsigned low, unsigned high) {
    return byte >= low && byte <= high;
}

// Length of the sequence at the front of `text`, 0 when there is none. Table 3-7 of the Unicode
// Standard: only the second byte has bounds that depend on the first.
std::size_t sequence_length(std::string_view text) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = at(0);
    if (lead < 0x80) {
        return 1;
    }
    const std::size_t length = between(lead, 0xC2, 0xDF)   ? 2
                               : between(lead, 0xE0, 0xEF) ? 3
                               : between(lead, 0xF0, 0xF4) ? 4
                                                           : 0;
    if (length == 0 || text.size() < length) {
        return 0;
    }
    const unsigned low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!between(at(1), low, high)) {
        return 0;
    }
    for (std::size_t i = 2; i < length; ++i) {
        if (!between(at(i), 0x80, 0xBF)) {
            return 0;
        }
    }
    return length;
}

} // namespace

std::size_t valid_utf8_prefix(std::string_view text) {
    std::size_t position = 0;
    while (position < text.size()) {
        const std::size_t length = sequence_length(text.substr(position));
        if (length == 0) {
            break;
        }
        position += length;
    }
    return position;
}

} // namespace marquee::wire
