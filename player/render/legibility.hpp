// Whether people can read letters where they stand, and in the time they have. Pure.
//
// Time: adults read Chinese aloud at 255 characters a minute and English at 987
// (Trauzettel-Klosinski and Dietz, "Standardized Assessment of Reading Performance: The New
// International Reading Speed Texts IReST", Investigative Ophthalmology & Visual Science 53 (2012),
// 5452): about 4 ideographs and 15 other characters a second. People who pass by are no faster.
//
// Size: characters of at least 16 minutes of arc (ISO 9241-303:2011; 20 to 22 are preferred), which
// is the 215th part of the distance. What counts is the height of the ink: an ideograph fills about
// 92 hundredths of its em, a capital letter 73.
#pragma once

#include <optional>
#include <string_view>

#include "schemas/model/preview.hpp"

namespace marquee::player {

inline constexpr double ideographs_per_second = 4;
inline constexpr double letters_per_second = 15;
inline constexpr double distance_per_height = 215;
inline constexpr double ideograph_height = 0.92; // of the em
inline constexpr double capital_height = 0.73;   // of the em

// What a person has to read.
struct ReadingMatter {
    std::int32_t points = 0; // code points in all
    std::int32_t ideographs = 0;
    std::int32_t letters = 0; // everything else but blanks and marks
};

// UTF-8 that was analysed before.
ReadingMatter reading_matter(std::string_view text);

double seconds_to_read(const ReadingMatter& matter);

// too_fast, or nothing. `seen`: how long, in seconds.
std::optional<SloganFinding> judge_time(const ReadingMatter& matter, double seen);

// too_small, or nothing: also while the pitch or the distance are not known.
std::optional<SloganFinding> judge_height(const ReadingMatter& matter, const SloganShape& shape,
                                          std::int32_t em_pixels);

} // namespace marquee::player
