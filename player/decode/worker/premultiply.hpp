// From the pixels files hold to the pixels the glass takes.
#pragma once

#include <cstdint>
#include <span>

namespace marquee::player::worker {

// In place: red, green, blue, alpha becomes blue, green, red, alpha with the colours multiplied by
// alpha ÷ 255, rounded.
void premultiply_to_bgra(std::span<std::uint8_t> rgba);

} // namespace marquee::player::worker
