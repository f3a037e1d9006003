// Any bytes as what a decode worker says: a frame that is accepted lies, plane by plane, inside the
// pixel part of the arena. The first byte chooses the medium, the second which frames are held; the
// rest is packets, each led by its length in one byte.
#include <array>
#include <cstdlib>
#include <span>
#include <variant>

#include "player/decode/arena.hpp"
#include "player/decode/worker_guard.hpp"
#include "player/ports/frame.hpp"
#include "tests/fuzz/entry.hpp"

namespace {

using namespace marquee;
using namespace marquee::player;

void require(bool holds) {
    if (!holds) {
        std::abort();
    }
}

// Independent of the guard: counts the bytes that a reader of the plane touches.
void check_plane(std::uint64_t offset, std::uint64_t stride, std::uint64_t row_bytes,
                 std::uint64_t rows) {
    require(offset >= arena::pixels_offset && offset < arena::bytes);
    require(stride >= row_bytes);
    require((rows - 1) * stride + row_bytes <= arena::bytes - offset);
}

void check_frame(const message::Frame& frame, std::uint64_t held) {
    require(frame.id < 64 && (held >> frame.id & 1) == 0);
    require(frame.width > 0 && frame.height > 0 && frame.pts_us >= 0);
    require(frame.shown_width > 0 && frame.shown_height > 0);
    const auto width = static_cast<std::uint64_t>(frame.width);
    const auto height = static_cast<std::uint64_t>(frame.height);
    if (frame.format != static_cast<std::uint32_t>(PixelFormat::i420)) {
        check_plane(frame.offsets[0], frame.strides[0], 4 * width, height);
        return;
    }
    check_plane(frame.offsets[0], frame.strides[0], width, height);
    for (const std::size_t plane : {1, 2}) {
        check_plane(frame.offsets[plane], frame.strides[plane], (width + 1) / 2, (height + 1) / 2);
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    std::span<const std::byte> rest(reinterpret_cast<const std::byte*>(bytes), size);
    if (rest.size() < 2) {
        return 0;
    }
    constexpr std::array media{message::Medium::picture, message::Medium::video,
                               message::Medium::animation};
    const message::Medium medium = media[std::to_integer<unsigned>(rest[0]) % media.size()];
    const std::uint64_t held = std::to_integer<std::uint64_t>(rest[1]);
    WorkerGuard guard(medium, {1'920, 1'080});
    rest = rest.subspan(2);
    while (!rest.empty()) {
        const std::size_t length =
            std::min<std::size_t>(std::to_integer<std::size_t>(rest[0]), rest.size() - 1);
        const Result<WorkerReport> report = guard.accept(rest.subspan(1, length), held);
        if (report && std::holds_alternative<message::Frame>(*report)) {
            check_frame(std::get<message::Frame>(*report), held);
        }
        rest = rest.subspan(1 + length);
    }
    return 0;
}
