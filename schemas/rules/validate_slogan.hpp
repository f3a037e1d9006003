// The checks of a text that several documents share; validate.hpp is the face of them.
#pragma once

#include <cstddef>
#include <string_view>

#include "schemas/rules/findings.hpp"

namespace marquee::rules {

// Nothing but spaces and new lines.
bool is_blank(std::string_view text);

// A control character other than a new line.
bool has_control(std::string_view text);

// Adds findings about the member "text" at the present pointer.
void check_text(FindingList& findings, std::string_view text, std::size_t characters_max);

// Adds findings about a slogan whose members are at the present pointer.
void check_slogan(FindingList& findings, const Slogan& slogan);

} // namespace marquee::rules
