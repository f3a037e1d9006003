// How loud a sound is and what is done about it, after EBU R 128: every rendition has the loudness
// limits::loudness_lufs and no true peak above limits::loudness_peak_dbtp_max, so that a playlist
// has no item that shouts. One constant gain moves the whole sound, so that nothing pumps; only
// where its peaks would go too high they are held by a limiter, by loud_peaks_held_max at most, and
// beyond that the sound stays quieter. Pure.
//
// The sound is folded down to stereo first, by the rules that the player's own decoder has
// (libswresample's, in floating point), and measured as it will be heard.
#pragma once

#include <optional>
#include <string>

namespace marquee::manager {

inline constexpr double loudness_apart_max = 0.5; // LU; a sound this near is right as it is
inline constexpr double loud_peaks_held_max = 12; // decibels that a limiter takes off a peak
inline constexpr double correction_max = 6;       // decibels, each time
inline constexpr double gain_decibels_max = 30;   // either way; above, a hiss becomes a sound

struct Loudness {
    double integrated = 0; // LUFS
    double peak = 0;       // true peak, dBTP
};

// From the end of what ffmpeg's ebur128 says. nullopt when there was nothing to hear, or it was
// shorter than the 400 ms that R 128 measures by.
std::optional<Loudness> loudness_in(const std::string& said);

// Whether what was measured is short rather than silent: then it is measured repeated.
bool has_peak(const std::string& said);

struct Levelling {
    double gain_decibels = 0;
    bool held = false; // the peaks, by a limiter
};

Levelling levelling_for(const Loudness& loudness);

// The levelling, moved by what its result was measured to lack: holding peaks takes loudness too.
Levelling corrected(const Levelling& levelling, const Loudness& result);

// What the sound then has, as far as is known before: the gain added.
double levelled(const Loudness& loudness, const Levelling& levelling);

bool is_level(const Loudness& loudness);

// Filters of ffmpeg, to be joined by commas.
std::string folding_filter();   // stereo at 48 kHz; what starts late begins with silence
std::string repeating_filter(); // after folding: the first second a hundred times
std::string measuring_filter(); // says what loudness_in() reads, at loglevel info
std::string levelling_filter(const Levelling& levelling);

} // namespace marquee::manager
