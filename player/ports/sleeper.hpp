// Waiting for a moment of the monotonic clock: the contract that all programs share.
#pragma once

#include "common/clock.hpp"

namespace marquee::player {

using marquee::Sleeper;

} // namespace marquee::player
