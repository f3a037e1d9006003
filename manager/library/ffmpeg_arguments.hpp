// The command lines of ffmpeg for each step, without its name. Pure.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "manager/library/media_facts.hpp"
#include "manager/library/transcode_plan.hpp"

namespace marquee::manager {

// How a track of the rendition is made.
enum class TrackWork { none, copied, encoded };

// What was decided after the plan: which tracks are copied, and how much louder the sound becomes.
struct TrackChoices {
    TrackWork video = TrackWork::encoded;
    TrackWork sound = TrackWork::encoded;
    double gain_decibels = 0;
};

std::vector<std::string> picture_arguments(const MediaFacts& facts, const TranscodePlan& plan);

// A film with its sound, or a sound alone.
std::vector<std::string> film_arguments(const MediaFacts& facts, const TranscodePlan& plan,
                                        const TrackChoices& choices);

// Decodes without keeping anything: the sound for its loudness (which ffmpeg says on standard error
// at the end), and the video too when it shall be copied, to see that it decodes.
std::vector<std::string> measure_arguments(const MediaFacts& facts, TrackWork video);

// Integrated loudness (LUFS) and true peak (dBFS) from the end of what measuring said; nullopt when
// there was nothing to hear.
struct Loudness {
    double integrated = 0;
    double peak = 0;
};
std::optional<Loudness> loudness_in(const std::string& said);

// To -16 LUFS (EBU R 128; what people hear in a street), within 30 decibels either way.
double gain_for(const Loudness& loudness);

} // namespace marquee::manager
