// Numbers and what they count: "24小时", "50 km", "2027年2月5日" are read as one. Pure.
#pragma once

#include <cstdint>
#include <string>

namespace marquee::player {

// Plain or full-width.
bool is_digit(char32_t character);

// Whether `position` of `units` lies between a number and its unit or counter, or inside that.
bool parts_number_and_unit(const std::u16string& units, std::int32_t position);

// Whether it lies between such a unit of Han characters and the number that goes on from there.
bool continues_quantity(const std::u16string& units, std::int32_t position);

} // namespace marquee::player
