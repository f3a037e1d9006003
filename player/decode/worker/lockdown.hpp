// The sandbox a decoder lives in: what it may not do, it cannot.
//
// After lock_down() the process can compute, allocate, read the one media descriptor by position
// and talk over its socket. It cannot open, create, connect, start or signal anything; a forbidden
// system call kills it at once (SIGSYS). Layers: rlimits, no_new_privs, Landlock with no rule where
// the kernel has it, seccomp.
#pragma once

#include "schemas/model/error.hpp"

namespace marquee::player::worker {

inline constexpr int socket_descriptor = 3;
inline constexpr int memory_descriptor = 4; // until it is mapped
inline constexpr int media_descriptor = 4;  // afterwards; arrives with OPEN

// Gives up what the player's service protects a compositor with and a decoder inherits: this
// process is the first to go when memory runs out, and no more urgent than any other. Where there
// is no /proc the first stays as it was.
void stand_back();

// Lets FFmpeg's libraries read now what they would read later.
void warm_up();

// Irrevocable. io_failed when a layer that every supported kernel has cannot be put on: then
// nothing may be decoded.
Status lock_down();

} // namespace marquee::player::worker
