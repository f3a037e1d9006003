// The words of every ErrorCode, in both languages. Used by sentences.cpp alone.
#pragma once

#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// Sentences have {places}; a clause in [square brackets] is left out unless its place is known.
struct Wording {
    ErrorCode code;
    std::string_view title_zh;
    std::string_view title_en;
    std::string_view zh;
    std::string_view en;
};

const Wording& wording(ErrorCode code);

} // namespace marquee::manager
