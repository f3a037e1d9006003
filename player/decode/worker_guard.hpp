// The compositor's only parser of untrusted bytes: what a decode worker may say.
//
// Pure: bytes in, a checked report or the name of the lie out. Any violation means the worker is
// hostile or broken; its owner kills it.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>

#include "player/decode/messages.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

using WorkerReport = std::variant<message::Info, message::Frame, message::End, message::Failure>;

// One for each worker, on the thread that reads its socket.
class WorkerGuard {
public:
    // `room` bounds a frame of anything but a video; `start` is where it was asked to begin.
    WorkerGuard(message::Medium medium, Size room, Microseconds start = Microseconds{0})
        : medium_(medium), room_(room), start_us_(start.count()) {}

    // `held`: bit n is set while the compositor still looks at frame n. A frame that comes back has
    // a free id, planes that lie wholly inside the pixel part of the arena, and a later time than
    // the one before.
    Result<WorkerReport> accept(std::span<const std::byte> packet, std::uint64_t held);

    // The worker was asked to leave out what lies before this position, so it may go on there.
    void hurried_to(Microseconds position) {
        hurried_us_ = std::max(hurried_us_, position.count());
    }

private:
    Status check_info(const message::Info& info);
    Status check_frame(const message::Frame& frame, std::uint64_t held);
    Status check_shape(const message::Frame& frame) const;

    message::Medium medium_;
    Size room_;
    std::int64_t start_us_;
    int infos_ = 0;
    int frames_ = 0;
    std::int64_t last_pts_us_ = -1;
    std::int64_t hurried_us_ = 0;
    bool finished_ = false;
};

} // namespace marquee::player
