#include "player/sinks/capture_sink.hpp"

#include <fmt/format.h>

#include "player/sinks/png_file.hpp"

namespace marquee::player {
namespace {

constexpr Microseconds capture_interval = Seconds{1};

std::string_view name_of(Rung rung) {
    switch (rung) {
    case Rung::black:
        return "black";
    case Rung::notice:
        return "notice";
    case Rung::off:
        return "off";
    case Rung::scheduled:
        return "scheduled";
    case Rung::filler:
        return "filler";
    case Rung::last_good:
        return "last_good";
    case Rung::slate:
        return "slate";
    }
    return "slate";
}

// An identifier or a name on one line; "-" for an empty one.
std::string word(const std::string& text) {
    std::string line = text.empty() ? "-" : text;
    for (char& character : line) {
        character = character == '\n' || character == '\r' ? ' ' : character;
    }
    return line;
}

} // namespace

std::string describe(const Scene& scene, Size size, Instant at) {
    std::string text = fmt::format("at {}\nsize {} {}\nrung {}\n", to_rfc3339(at), size.width,
                                   size.height, name_of(scene.rung));
    for (const SceneZone& zone : scene.zones) {
        const ShownItem& item = zone.transition ? zone.transition->incoming.item : zone.frame.item;
        text += fmt::format("zone {} {} {} {} program {} revision {} item {} content {} name {}\n",
                            zone.rect.x, zone.rect.y, zone.rect.width, zone.rect.height,
                            word(item.program.value), item.revision, word(item.item.value),
                            to_hex(item.content), word(zone.name));
    }
    return text;
}

CaptureSink::CaptureSink(Size size, std::filesystem::path file)
    : size_(size), file_(std::move(file)), writer_([this] { write_files(); }) {}

CaptureSink::~CaptureSink() {
    if (unseen_) {
        hand_over(draw());
    }
    {
        const std::lock_guard lock(mutex_);
        closing_ = true;
    }
    changed_.notify_one();
    writer_.join();
}

Status CaptureSink::compose(const Scene& scene) {
    composed_ = scene;
    return {};
}

Status CaptureSink::present(Instant at) {
    presented_ = composed_;
    presented_at_ = at;
    unseen_ = true;
    moving_ = true;
    return {};
}

SinkEvent CaptureSink::attend() {
    const bool still = !moving_;
    moving_ = false;
    const bool due =
        still || captured_at_ == Instant::min() || presented_at_ - captured_at_ >= capture_interval;
    if (unseen_ && due) {
        hand_over(draw());
        captured_at_ = presented_at_;
        unseen_ = false;
    }
    return SinkEvent::none;
}

std::optional<Error> CaptureSink::take_failure() {
    const std::lock_guard lock(mutex_);
    return std::exchange(failure_, std::nullopt);
}

CaptureSink::Capture CaptureSink::draw() const {
    Capture capture;
    capture.text = describe(presented_, size_, presented_at_);
    const auto stride = std::ptrdiff_t{size_.width} * 4;
    capture.pixels.resize(static_cast<std::size_t>(stride * size_.height));
    const Canvas canvas{capture.pixels.data(), stride, {0, 0, size_.width, size_.height}};
    BlitScratch scratch;
    draw_scene(presented_, canvas.area, canvas, scratch);
    return capture;
}

void CaptureSink::hand_over(Capture capture) {
    {
        const std::lock_guard lock(mutex_);
        due_ = std::move(capture); // the newest wins
    }
    changed_.notify_one();
}

void CaptureSink::write_files() {
    std::unique_lock lock(mutex_);
    while (true) {
        changed_.wait(lock, [this] { return due_ || closing_; });
        if (!due_) {
            return;
        }
        const Capture capture = std::move(*due_);
        due_.reset();
        lock.unlock();
        const Status written = write(capture);
        lock.lock();
        if (!written) {
            failure_ = written.error();
        }
    }
}

Status CaptureSink::write(const Capture& capture) const {
    Picture picture;
    picture.size = size_;
    picture.planes[0] = capture.pixels.data();
    picture.strides[0] = std::ptrdiff_t{size_.width} * 4;
    const auto png = encode_png(picture);
    if (!png) {
        return tl::unexpected(png.error());
    }
    const Status written = replace_file(file_, *png);
    return written ? replace_file(file_.string() + ".txt", capture.text) : written;
}

} // namespace marquee::player
