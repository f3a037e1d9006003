// The compositor's only parser of untrusted bytes: what a decode worker may say.
//
// Pure: bytes in, a checked report or the name of the lie out. Any violation means the worker is
// hostile or broken; its owner kills it.
#pragma once

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
    // `zone` bounds a picture's frame; `start` is where a video was asked to begin.
    WorkerGuard(message::Medium medium, Size zone, Microseconds start = Microseconds{0})
        : medium_(medium), zone_(zone), start_us_(start.count()) {}

    // `held`: bit n is set while the compositor still looks at frame n. A frame that comes back has
    // a free id, planes that lie wholly inside the pixel part of the arena, and a later time than
    // the one before.
    Result<WorkerReport> accept(std::span<const std::byte> packet, std::uint64_t held);

private:
    Status check_info(const message::Info& info);
    Status check_frame(const message::Frame& frame, std::uint64_t held);
    Status check_shape(const message::Frame& frame) const;

    message::Medium medium_;
    Size zone_;
    std::int64_t start_us_;
    int infos_ = 0;
    int frames_ = 0;
    std::int64_t last_pts_us_ = -1;
    bool finished_ = false;
};

} // namespace marquee::player
