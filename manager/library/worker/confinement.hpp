// The cell that media of unknown origin is parsed in: what a child may not do there, it cannot.
//
// Every layer is inherited over exec and by threads, and none can be taken off again.
//
// - Files (Landlock): it may read the one medium it was given and the system's libraries, run the
//   one program, and make, read and write files in its working directory. Nothing else can be
//   opened, made, renamed or run, not even /proc and the manager's own state, which has the same
//   owner. What Landlock does not cover (owner, mode, times and attributes of files that can be
//   named) is refused by seccomp. Names and sizes of files can still be asked for.
// - Network: a network of its own without a route, where the kernel lets us make one. In any case
//   seccomp refuses every socket.
// - Calls (seccomp). Our own inspection has a list of what is allowed, and any other call kills it:
//   reading the medium by position, saying what it found, memory. ffprobe and ffmpeg have a list of
//   refusals that answer EPERM: sockets, new processes, signals to and memory of others, mounts,
//   namespaces, keys, kernel modules, clocks, shared memory, io_uring. For them it is no list of
//   what is allowed: they and their 140 libraries need more calls than we could name for every
//   version of them.
// - No capability, no new privilege, no core file, limits for memory, processor time, file length
//   and descriptors, the lowest sensible priority, and the end of its parent is its own.
//
// Not contained: the processor time and the disk space within its limits, and what it makes of
// the medium. So its output is looked at again, by a child in a cell of its own.
#pragma once

#include <cstdint>
#include <string>

#include "schemas/model/error.hpp"

namespace marquee::manager::worker {

inline constexpr int medium_descriptor = 3; // open for reading when there is one
inline constexpr int copy_descriptor = 4;   // open for writing when there is a copy to make

// required: unsupported where the kernel has no Landlock (before 5.13, or switched off).
// where_present: goes on without, so that the files of the manager's owner lie open to a decoder
// that was taken over. For kernels of containers that cannot do better.
enum class FileRules { required, where_present };

struct Confinement {
    std::string program; // the only file that may be run; empty: none
    std::uint64_t memory_bytes_max = 0;
    std::uint64_t cpu_seconds_max = 0;
    std::uint64_t file_bytes_max = 0;
    FileRules files = FileRules::required;
};

// For this process and all it becomes. Irrevocable; on failure nothing may be parsed.
Status confine(const Confinement& confinement);

} // namespace marquee::manager::worker
