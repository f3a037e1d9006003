// Frames of an animated picture, one format each behind the same door.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "player/decode/worker/media_file.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "player/decode/worker/picture_header.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player::worker {

// One screenful, 4K either way up: two of them and a frame are held while decoding.
inline constexpr std::int64_t animation_pixels_max = 4'096LL * 4'096;

class AnimationReader {
public:
    virtual ~AnimationReader() = default;

    virtual const PictureHeader& header() const = 0;

    // How long each frame stands, in order; at least one frame, none of them shorter than
    // limits::animation_frame_ms_min. Known without decoding.
    virtual const std::vector<Milliseconds>& durations() const = 0;

    // The next frame, put together with what it leaves of those before it: all rows of the stored
    // picture without padding, four bytes a pixel (blue, green, red, premultiplied alpha). Valid
    // until the next call. A frame that is damaged changes nothing; damaged_media if the first is.
    virtual Result<std::span<const std::uint8_t>> next() = 0;

    // The next frame is the first again.
    virtual Status rewind() = 0;
};

using AnimationReaderPtr = std::unique_ptr<AnimationReader>;

// What a frame that claims to stand this long is given: as browsers do, and as its author meant
// who wrote "at once" (limits::animation_frame_ms_min).
Milliseconds frame_duration(Milliseconds claimed);

// Read the headers of the file and of all its frames; nothing is allocated for pixels yet. The
// file outlives the reader. too_large: over animation_pixels_max or animation_frames_max.
Result<AnimationReaderPtr> open_gif(const MediaFile& file);
Result<AnimationReaderPtr> open_animated_webp(const MediaFile& file);

} // namespace marquee::player::worker
