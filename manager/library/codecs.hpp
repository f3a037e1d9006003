// The codecs that originals may have. What is not named is not even opened: every decoder is a
// door.
#pragma once

#include <string_view>

namespace marquee::manager {

// ffprobe's names of codecs.
bool is_known_video(std::string_view codec);
bool is_known_sound(std::string_view codec);

// ffmpeg's names of their decoders, and of those of subtitles, for -codec_whitelist.
std::string_view known_decoders();

} // namespace marquee::manager
