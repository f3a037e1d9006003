// The command lines of ffmpeg for each step, without its name. Pure.
#pragma once

#include <string>
#include <vector>

#include "manager/library/loudness.hpp"
#include "manager/library/media_facts.hpp"
#include "manager/library/transcode_plan.hpp"

namespace marquee::manager {

// How a track of the rendition is made.
enum class TrackWork { none, copied, encoded };

// What was decided after the plan: which tracks are copied, and how the sound is levelled.
struct TrackChoices {
    TrackWork video = TrackWork::encoded;
    TrackWork sound = TrackWork::encoded;
    Levelling levelling;
};

std::vector<std::string> picture_arguments(const MediaFacts& facts, const TranscodePlan& plan);

// Decodes all of a picture that moves, and keeps nothing.
std::vector<std::string> decoding_arguments(const MediaFacts& facts);

// A film with its sound, or a sound alone.
std::vector<std::string> film_arguments(const MediaFacts& facts, const TranscodePlan& plan,
                                        const TrackChoices& choices);

// Decodes without keeping anything: the sound for its loudness (which ffmpeg says on standard error
// at the end, loudness.hpp), and the video too when it shall be copied, to see that it decodes.
// `before_meter`: a filter of loudness.hpp; empty: none.
std::vector<std::string> measure_arguments(const MediaFacts& facts, TrackWork video,
                                           const std::string& before_meter = {});

} // namespace marquee::manager
