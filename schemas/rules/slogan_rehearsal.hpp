// What the variables of a slogan will say, for checks before it is published. Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "schemas/rules/slogan_variables.hpp"

namespace marquee::rules {

// Every variable at its longest among all it says in the year that begins at facts.now. `until`
// means nothing.
SaidSlogan say_at_length(const std::vector<SloganPart>& parts, std::string_view language,
                         const SloganFacts& facts);

// In place of every variable: all characters that it says in that year, each once.
SaidSlogan say_all_characters(const std::vector<SloganPart>& parts, std::string_view language,
                              const SloganFacts& facts);

// A part of a text in code points.
struct TextPlace {
    std::int32_t from = 0;
    std::int32_t until = 0;

    friend bool operator==(const TextPlace&, const TextPlace&) = default;
};

// A place of what was said as a place of the slogan's text: exact in plain text; of what a variable
// says, all of the variable.
TextPlace written_place(const std::vector<SloganPart>& parts, const SaidSlogan& said,
                        TextPlace place);

} // namespace marquee::rules
