// The worker's whole life after the sandbox closed: wait for OPEN, decode, say how it went.
#pragma once

#include <cstddef>

#include "player/decode/worker/compositor_link.hpp"

namespace marquee::player::worker {

// `memory`: the arena, mapped for writing. Returns when everything was sent.
void do_job(const CompositorLink& link, std::byte* memory);

} // namespace marquee::player::worker
