// The worker's whole life: lock itself in, wait for OPEN, decode, say how it went.
#pragma once

#include "player/decode/messages.hpp"
#include "player/decode/worker/job_context.hpp"
#include "player/decode/worker/media_kind.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player::worker {

// Decodes one file and sends what it shows; returns when everything was sent.
using Job = Status (*)(const JobContext& context, MediaKind kind, const message::Open& open);

// Pictures, films and sound: what `open` asks for.
Status decode_any(const JobContext& context, MediaKind kind, const message::Open& open);

// All there is to do in main. `warm_up` lets the libraries that the job uses read beforehand what
// they could not read any more.
[[noreturn]] void live_locked_in(void (*warm_up)(), Job job);

// The part of it after the sandbox closed. `memory`: the arena, mapped for writing.
void do_job(const CompositorLink& link, std::byte* memory, Job job);

} // namespace marquee::player::worker
