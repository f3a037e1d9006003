#include "player/decode/worker/deinterlace.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace marquee::player::worker {

namespace {

// The lines around one that is looked for.
struct Lines {
    const std::uint8_t* above = nullptr;
    const std::uint8_t* here = nullptr;
    const std::uint8_t* below = nullptr;
};

Lines lines_at(const std::uint8_t* plane, std::ptrdiff_t stride, std::int32_t y,
               std::int32_t height) {
    const std::int32_t above = y > 0 ? y - 1 : std::min(y + 1, height - 1);
    const std::int32_t below = y + 1 < height ? y + 1 : std::max(y - 1, 0);
    return {plane + above * stride, plane + y * stride, plane + below * stride};
}

// Eight samples at once, on every machine we build for.
constexpr std::int32_t step = 8;
using Bytes [[gnu::vector_size(step)]] = std::uint8_t;
using Samples [[gnu::vector_size(2 * step)]] = std::int16_t;

inline Samples load(const std::uint8_t* from) {
    Bytes bytes;
    __builtin_memcpy(&bytes, from, sizeof bytes);
    return __builtin_convertvector(bytes, Samples);
}

inline Samples difference(Samples a, Samples b) {
    const Samples apart = a - b;
    return apart < 0 ? -apart : apart;
}

inline Samples mean(Samples a, Samples b) {
    return (a + b + 1) >> 1;
}

// Between the lines above and below, straight down or one column aslant: where they differ least.
// Straight is the likeliest, so it wins a tie.
inline Samples along_edge(const std::uint8_t* above, const std::uint8_t* below) {
    const Samples a_left = load(above - 1);
    const Samples a = load(above);
    const Samples a_right = load(above + 1);
    const Samples b_left = load(below - 1);
    const Samples b = load(below);
    const Samples b_right = load(below + 1);
    const Samples straight =
        difference(a_left, b_left) + difference(a, b) + difference(a_right, b_right) - 1;
    const Samples left = difference(load(above - 2), b) + difference(a_left, b_right)
                         + difference(a, load(below + 2));
    const Samples right = difference(a, load(below - 2)) + difference(a_right, b_left)
                          + difference(load(above + 2), b);
    const Samples least = left < right ? left : right;
    const Samples aslant = left < right ? mean(a_left, b_right) : mean(a_right, b_left);
    return least < straight ? aslant : mean(a, b);
}

// Held within what changed: half of what the other field did around this moment, or what the kept
// field did since the frame before.
inline Samples held(Samples found, const Lines& now, const Lines& before, std::int32_t x) {
    const Samples here = load(now.here + x);
    const Samples was_here = load(before.here + x);
    const Samples expected = mean(was_here, here);
    const Samples other = difference(was_here, here) >> 1;
    const Samples kept = (difference(load(before.above + x), load(now.above + x))
                          + difference(load(before.below + x), load(now.below + x)))
                         >> 1;
    const Samples change = other > kept ? other : kept;
    const Samples least = expected - change;
    const Samples most = expected + change;
    found = found < least ? least : found;
    return found > most ? most : found;
}

// Where no line aslant fits, and planes too narrow for eight samples.
std::uint8_t plain(const Lines& now, const Lines* before, std::int32_t x) {
    const int found = (now.above[x] + now.below[x] + 1) / 2;
    if (before == nullptr) {
        return static_cast<std::uint8_t>(found);
    }
    const int expected = (before->here[x] + now.here[x] + 1) / 2;
    const int other = std::abs(before->here[x] - now.here[x]) / 2;
    const int kept =
        (std::abs(before->above[x] - now.above[x]) + std::abs(before->below[x] - now.below[x])) / 2;
    const int change = std::max(other, kept);
    return static_cast<std::uint8_t>(std::clamp(found, expected - change, expected + change));
}

constexpr std::int32_t edge_columns = 2;

void find_line(const Lines& now, const Lines* before, std::int32_t width, std::uint8_t* to) {
    const std::int32_t end = width - edge_columns;
    if (end - edge_columns < step) {
        for (std::int32_t x = 0; x < width; ++x) {
            to[x] = plain(now, before, x);
        }
        return;
    }
    for (std::int32_t x = 0; x < edge_columns; ++x) {
        to[x] = plain(now, before, x);
        to[width - 1 - x] = plain(now, before, width - 1 - x);
    }
    std::int32_t x = edge_columns;
    while (x < end) {
        x = std::min(x, end - step); // the last ones overlap
        Samples found = along_edge(now.above + x, now.below + x);
        if (before != nullptr) {
            found = held(found, now, *before, x);
        }
        const Bytes bytes = __builtin_convertvector(found, Bytes);
        __builtin_memcpy(to + x, &bytes, sizeof bytes);
        x += step;
    }
}

bool same_shape(const AVFrame& a, const AVFrame& b) {
    return a.format == b.format && a.width == b.width && a.height == b.height;
}

Libav<AVFrame> empty_like(const AVFrame& frame) {
    Libav<AVFrame> made(::av_frame_alloc());
    if (made) {
        made->format = frame.format;
        made->width = frame.width;
        made->height = frame.height;
        if (::av_frame_get_buffer(made.get(), 0) < 0) {
            made.reset();
        }
    }
    return made;
}

} // namespace

void deinterlace_plane(const InterlacedPlane& plane, std::uint8_t* to, std::ptrdiff_t to_stride) {
    for (std::int32_t y = 0; y < plane.size.height; ++y, to += to_stride) {
        if (y % 2 == plane.kept || plane.size.height == 1) {
            std::memcpy(to, plane.current + y * plane.current_stride,
                        static_cast<std::size_t>(plane.size.width));
            continue;
        }
        const Lines now = lines_at(plane.current, plane.current_stride, y, plane.size.height);
        if (plane.previous == nullptr) {
            find_line(now, nullptr, plane.size.width, to);
            continue;
        }
        const Lines before = lines_at(plane.previous, plane.previous_stride, y, plane.size.height);
        find_line(now, &before, plane.size.width, to);
    }
}

AVFrame* Deinterlacer::whole(const AVFrame& frame) {
    if (!whole_ || !same_shape(*whole_, frame)) {
        whole_ = empty_like(frame);
        previous_.reset();
    }
    if (!whole_) {
        return nullptr;
    }
    const bool has_previous = previous_ && same_shape(*previous_, frame);
    for (int index = 0; index < 3; ++index) {
        const int shift = index == 0 ? 0 : 1;
        InterlacedPlane plane;
        plane.current = frame.data[index];
        plane.current_stride = frame.linesize[index];
        plane.previous = has_previous ? previous_->data[index] : nullptr;
        plane.previous_stride = has_previous ? previous_->linesize[index] : 0;
        plane.size = {(frame.width + shift) >> shift, (frame.height + shift) >> shift};
        plane.kept = frame.top_field_first != 0 ? 0 : 1;
        deinterlace_plane(plane, whole_->data[index], whole_->linesize[index]);
    }
    previous_.reset(::av_frame_clone(&frame));
    return whole_.get();
}

} // namespace marquee::player::worker
