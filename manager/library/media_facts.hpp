// What an original says of itself. Nothing of it is believed further than a plan needs: what the
// rendition really is, is looked at when it is made.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "schemas/model/geometry.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct Ratio {
    std::int64_t over = 0;
    std::int64_t under = 1;

    bool known() const { return over > 0 && under > 0; }
    double value() const { return known() ? static_cast<double>(over) / under : 0; }
    friend bool operator==(const Ratio&, const Ratio&) = default;
};

// By the file's own bytes (manager/library/worker/inspection.hpp).
struct FileFacts {
    std::string kind = "other";
    Size size;           // as stored; empty: unknown
    int orientation = 1; // EXIF, 1..8
    bool moves = false;
    bool too_long = false; // for an animation that is kept as it is
    bool complete = true;
    bool encrypted = false;
};

// The rest by ffprobe, in its words.
struct VideoFacts {
    int index = 0;
    std::string codec;
    std::string codec_tag;
    std::string profile;
    int level = 0;
    Size size; // as stored
    Ratio sample_aspect{1, 1};
    int rotation = 0; // degrees, any multiple of 90
    std::string pixel_format;
    std::string range;
    std::string matrix;
    std::string primaries;
    std::string transfer;
    bool interlaced = false;
    Ratio rate;              // the least common multiple of all frames' times
    Ratio average_rate;      //
    std::int64_t frames = 0; // declared; 0: the container does not say
    std::int64_t bits_per_second = 0;
    Milliseconds start{0};
};

struct SoundFacts {
    int index = 0;
    std::string codec;
    std::string codec_tag;
    std::string profile;
    int samples_per_second = 0;
    int channels = 0;
};

struct MediaFacts {
    FileFacts file;
    std::string container;     // empty: nothing that ffprobe opens
    std::string refused_codec; // then: of a stream that nothing here may decode
    Milliseconds duration{0};  // 0: the container does not say
    std::optional<VideoFacts> video;
    std::optional<SoundFacts> sound;
    std::string unknown_sound; // codec of a sound that nothing here decodes, when there is no other
    bool has_subtitles = false;
};

} // namespace marquee::manager
