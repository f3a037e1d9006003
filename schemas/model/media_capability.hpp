// The film codecs that players announce one by one in Software::capabilities: what a decoder has
// depends on the libraries of its device, so the device is asked and not its version.
#pragma once

#include <array>
#include <string_view>

namespace marquee {

struct FilmCodec {
    std::string_view name;       // as libav and ffprobe call it
    std::string_view capability; // what a player announces that decodes it
    std::string_view label;      // what people call it
};

inline constexpr std::array film_codecs{FilmCodec{"h264", "video.h264", "H.264"},
                                        FilmCodec{"hevc", "video.hevc", "HEVC"},
                                        FilmCodec{"vp8", "video.vp8", "VP8"},
                                        FilmCodec{"vp9", "video.vp9", "VP9"},
                                        FilmCodec{"av1", "video.av1", "AV1"},
                                        FilmCodec{"mpeg4", "video.mpeg4", "MPEG-4"},
                                        FilmCodec{"mpeg2video", "video.mpeg2", "MPEG-2"}};

namespace capability {
// Renditions play: pictures, and films in H.264. Every player that was ever released with a screen
// announces the first two.
inline constexpr std::string_view poster = "poster.jpeg";
inline constexpr std::string_view video = "video";
} // namespace capability

} // namespace marquee
