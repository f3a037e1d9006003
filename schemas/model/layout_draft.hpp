// A layout as staff write it: items may name a slogan of the library instead of carrying words of
// their own, and need no id.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schemas/model/program.hpp"

namespace marquee {

// The item at a place of the layout is made from this slogan: its id, or its name in a file that
// people write by hand.
struct SloganReference {
    std::size_t zone = 0;
    std::size_t item = 0;
    std::string slogan;

    friend bool operator==(const SloganReference&, const SloganReference&) = default;
};

struct LayoutDraft {
    Layout layout; // ids of items may be empty; the content of referring items is
    std::vector<SloganReference> slogans;

    friend bool operator==(const LayoutDraft&, const LayoutDraft&) = default;
};

} // namespace marquee
