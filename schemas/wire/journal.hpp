// play-segment/1.0 and uptime-segment/1.0: what players report once, and the acknowledgement.
// schemas/play-segment.schema.json, schemas/uptime-segment.schema.json
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::wire {

std::string write_play_segment(const PlaySegment& segment);
// Besides the limits: every record names an item of the segment (invalid_reference).
Result<PlaySegment> read_play_segment(std::string_view text);

std::string write_uptime_segment(const UptimeSegment& segment);
// Besides the limits: no interval ends before it starts.
Result<UptimeSegment> read_uptime_segment(std::string_view text);

// The manager's answer to either: the highest number it holds durably for that display.
std::string write_acknowledged(std::uint64_t number);
Result<std::uint64_t> read_acknowledged(std::string_view text);

} // namespace marquee::wire
