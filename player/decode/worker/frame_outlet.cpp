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
    while (const auto word = link_.next_word(wait)) {
        wait = Wait::no;
        if (const auto* hurry = std::get_if<message::Hurry>(&*word)) {
            hurried_to_ = std::max(hurried_to_, Microseconds(hurry->position_us));
            continue;
        }
        const auto* release = std::get_if<message::Release>(&*word);
        if (release == nullptr) {
            waits_ = false;
            continue;
        }
        const std::uint32_t id = release->id;
        if (id < shipped_.size() && shipped_[id] != nullptr) {
            shipped_[id] = nullptr;
            --held_;
        }
    }
}

} // namespace marquee::player::worker
