// What the compositor and a decode worker say to each other.
//
// Fixed-size messages over a SOCK_SEQPACKET pair: one message, one packet, its length given by its
// kind. Frame headers travel here and never in shared memory, so what was checked cannot change
// afterwards; only pixels and sound are shared (arena.hpp). Both ends are the same build on one
// machine: native byte order, no versions.
//
//   compositor: OPEN (once, with the media descriptor as SCM_RIGHTS), BEGIN, RELEASE…, HURRY…
//   worker:     INFO, FRAME…, then END or FAILURE, then it exits
//
// The compositor believes nothing it receives: see worker_guard.hpp.
#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

namespace marquee::player::message {

enum class Kind : std::uint32_t { open = 1, release, info, frame, end, failure, hurry, begin };

// picture: one frame, bgrx or bgra, already fitted to the zone and its motion. video: frames of the
// stream's own size, i420 or bgrx, and its sound. animation: as many frames as there are instants,
// each like a picture, over and over; a file with one frame sends one. sound: no frames and no
// size, only what is heard.
enum class Medium : std::uint32_t { picture = 1, video, animation, sound };

// The values of PixelFormat, ColourMatrix, ColourRange (player/ports/frame.hpp), Fit and
// PosterMotion (schemas/model/program.hpp) travel as their numbers.

struct Open {
    Kind kind = Kind::open;
    Medium medium = Medium::picture;
    std::uint64_t size_bytes = 0; // of the media descriptor
    std::uint32_t fit = 0;
    std::uint32_t sound = 0; // 1: decode sound too
    std::int32_t zone_width = 0;
    std::int32_t zone_height = 0;
    std::int64_t start_us = 0; // what is before this position need not be sent; not of a picture
    std::uint32_t motion = 0;  // not of a video
    std::uint32_t waits = 0;   // 1: its turn comes later; one frame is enough until BEGIN
};

// The turn of what waits is near: frames may be decoded as far ahead as there is credit for.
struct Begin {
    Kind kind = Kind::begin;
    std::uint32_t unused = 0;
};

// The compositor no longer looks at frame `id`: its pixels may be written again.
struct Release {
    Kind kind = Kind::release;
    std::uint32_t id = 0;
};

// The picture is late: of what lies before this position, leave out what nothing else needs.
struct Hurry {
    Kind kind = Kind::hurry;
    std::uint32_t unused = 0;
    std::int64_t position_us = 0;
};

// What was opened. The size is the one to show at: turned upright, pixels square.
struct Info {
    Kind kind = Kind::info;
    std::uint32_t sound = 0; // 1: there is sound in the ring
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int64_t duration_us = -1; // -1: unknown
};

// Offsets count from the start of the arena. Planes that the format lacks have offset and stride 0.
struct Frame {
    Kind kind = Kind::frame;
    std::uint32_t id = 0;
    std::uint32_t format = 0;
    std::uint32_t matrix = 0;
    std::uint32_t range = 0;
    std::uint32_t unused = 0;
    std::int32_t width = 0;
    std::int32_t height = 0;
    std::int32_t shown_width = 0;  // what it is to be shown at: upright, pixels square; a film may
    std::int32_t shown_height = 0; // change its shape
    std::int64_t pts_us = 0;       // since the start of the medium, wherever decoding began
    std::array<std::uint64_t, 3> offsets{};
    std::array<std::uint64_t, 3> strides{}; // bytes
};

// All frames were sent.
struct End {
    Kind kind = Kind::end;
    std::uint32_t unused = 0;
};

enum class Reason : std::uint32_t { damaged = 1, unsupported, too_large };

struct Failure {
    Kind kind = Kind::failure;
    Reason reason = Reason::damaged;
};

// No byte of a message is padding: nothing uninitialised leaves a process.
template<typename T>
inline constexpr bool is_message =
    std::is_trivially_copyable_v<T>&& std::has_unique_object_representations_v<T>;
static_assert(is_message<Open> && is_message<Release> && is_message<Hurry> && is_message<Begin>);
static_assert(is_message<Info> && is_message<Frame> && is_message<End> && is_message<Failure>);

inline constexpr std::size_t size_max = sizeof(Frame);

} // namespace marquee::player::message
