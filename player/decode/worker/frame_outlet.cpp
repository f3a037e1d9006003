#include "player/decode/worker/frame_outlet.hpp"

#include <algorithm>

namespace marquee::player::worker {

void FrameOutlet::ship(message::Frame frame, std::shared_ptr<const void> pixels) {
    const auto free = std::find(shipped_.begin(), shipped_.end(), nullptr);
    frame.id = static_cast<std::uint32_t>(free - shipped_.begin());
    *free = std::move(pixels);
    ++held_;
    link_.send(frame);
}

void FrameOutlet::take_releases(Wait wait) {
    while (const auto id = link_.next_release(wait)) {
        wait = Wait::no;
        if (*id < shipped_.size() && shipped_[*id] != nullptr) {
            shipped_[*id] = nullptr;
            --held_;
        }
    }
}

} // namespace marquee::player::worker
