#include "player/sinks/surface_sink.hpp"

#include <tuple>
#include <utility>

namespace marquee::player {

Result<std::unique_ptr<SurfaceSink>> SurfaceSink::open(const WindowOptions& options) {
    return OutputWindow::open(options).map([&](std::shared_ptr<OutputWindow> window) {
        return std::make_unique<SurfaceSink>(std::move(window),
                                             PanelPlace{.map = plain_map(options.place.size())});
    });
}

SurfaceSink::SurfaceSink(std::shared_ptr<OutputWindow> window, PanelPlace place)
    : window_(std::move(window)),
      drawing_(place),
      straight_{place.x, place.y, place.map.canvas.width, place.map.canvas.height} {}

Status SurfaceSink::compose(const Scene& scene) {
    const auto output = window_->canvas();
    if (!output) {
        return tl::unexpected(output.error());
    }
    if (generation_ != window_->generation()) {
        generation_ = window_->generation();
        drawing_.forget();
    }
    const std::vector<Rect> written = drawing_.draw(scene, *output);
    unshown_.insert(unshown_.end(), written.begin(), written.end());
    return {};
}

Status SurfaceSink::present(Instant) {
    return window_->show(std::exchange(unshown_, {}));
}

std::optional<Picture> SurfaceSink::shown() const {
    if (!unshown_.empty()) {
        return std::nullopt;
    }
    Picture picture;
    if (const auto canvas = drawing_.canvas()) {
        picture.size = canvas->area.size();
        picture.planes[0] = canvas->pixels;
        picture.strides[0] = canvas->stride;
        return picture;
    }
    const auto output = window_->canvas();
    const bool holds_it = output && generation_ == window_->generation();
    const Rect seen = holds_it ? intersect(straight_, output->area) : Rect{};
    if (seen.empty()) {
        return std::nullopt;
    }
    picture.size = seen.size();
    picture.planes[0] = output->at(seen.x, seen.y);
    picture.strides[0] = output->stride;
    return picture;
}

SinkEvent SurfaceSink::attend() {
    const SinkEvent event = window_->attend();
    const bool is_due = generation_ != 0 && event != SinkEvent::lost;
    if (is_due && window_->canvas() && generation_ != window_->generation()) {
        const Scene scene = drawing_.scene();
        if (compose(scene)) {
            std::ignore = present(Instant{});
        }
    }
    return event;
}

} // namespace marquee::player
