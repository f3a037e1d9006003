// What this worker's libraries can decode.
#pragma once

#include <string>

namespace marquee::player::worker {

// A line for each film codec (schemas/model/media_capability.hpp) whose decoder the installed libav
// has and the worker may run: "video.hevc\n". Reads no medium.
std::string ability_lines();

} // namespace marquee::player::worker
