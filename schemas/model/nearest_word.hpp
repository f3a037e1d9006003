// "did you mean": the known word that is nearest to what somebody wrote.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace marquee {

// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment), in
// bytes.
std::size_t edit_distance(std::string_view a, std::string_view b);

// The first of the nearest `known` words; empty when even that one is further away than a third of
// the word (at least two edits are always forgiven). Points into `known`.
std::string_view nearest_word(std::string_view word, std::span<const std::string_view> known);

} // namespace marquee
