#include "player/sinks/memory_sink.hpp"

#include "player/sinks/damage.hpp"

namespace marquee::player {

MemorySink::MemorySink(Size size)
    : size_(size), canvas_(buffer_.cover({0, 0, size.width, size.height})) {
    draw_scene(scene_, canvas_.area, canvas_, scratch_);
}

Status MemorySink::compose(const Scene& scene) {
    damaged_ = damage(scene_, scene, size_);
    for (const Rect rect : damaged_) {
        draw_scene(scene, rect, canvas_, scratch_);
    }
    scene_ = scene;
    return {};
}

Status MemorySink::present(Instant at) {
    presented_at_ = at;
    return {};
}

Picture MemorySink::picture() const {
    Picture picture;
    picture.size = size_;
    picture.planes[0] = canvas_.pixels;
    picture.strides[0] = canvas_.stride;
    return picture;
}

} // namespace marquee::player
