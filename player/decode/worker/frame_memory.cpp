#include "player/decode/worker/frame_memory.hpp"

#include <array>
#include <memory>

extern "C" {
#include <libavutil/imgutils.h>
}

namespace marquee::player::worker {

namespace {

constexpr int planes = 3;
constexpr std::size_t plane_alignment = 64;
// Decoders read and write a little past the end of a plane: what libavcodec's own allocator adds.
constexpr std::size_t plane_margin_bytes = 16 + 63;

bool is_arena_format(int format) {
    return format == AV_PIX_FMT_YUV420P || format == AV_PIX_FMT_YUVJ420P;
}

struct PlaneLayout {
    std::array<int, AV_NUM_DATA_POINTERS> linesizes{};
    std::array<std::size_t, planes> offsets{};
    std::size_t bytes = 0;
};

// The same rounding as libavcodec's default allocator: widen until every line is aligned.
PlaneLayout plane_layout(AVCodecContext* codec, const AVFrame& frame) {
    int width = frame.width;
    int height = frame.height;
    std::array<int, AV_NUM_DATA_POINTERS> alignment{};
    ::avcodec_align_dimensions2(codec, &width, &height, alignment.data());
    PlaneLayout layout;
    bool is_aligned = false;
    while (!is_aligned) {
        ::av_image_fill_linesizes(layout.linesizes.data(), static_cast<AVPixelFormat>(frame.format),
                                  width);
        width += width & ~(width - 1);
        is_aligned = true;
        for (int plane = 0; plane < planes; ++plane) {
            is_aligned = is_aligned && layout.linesizes[plane] % alignment[plane] == 0;
        }
    }
    for (int plane = 0; plane < planes; ++plane) {
        layout.offsets[plane] = layout.bytes;
        const auto rows = static_cast<std::size_t>(plane == 0 ? height : (height + 1) / 2);
        const std::size_t bytes =
            static_cast<std::size_t>(layout.linesizes[plane]) * rows + plane_margin_bytes;
        layout.bytes += (bytes + plane_alignment - 1) / plane_alignment * plane_alignment;
    }
    return layout;
}

using SlotOwner = std::shared_ptr<std::byte>;

int get_buffer(AVCodecContext* codec, AVFrame* frame, int flags) {
    if (!is_arena_format(frame->format) || (codec->codec->capabilities & AV_CODEC_CAP_DR1) == 0) {
        return ::avcodec_default_get_buffer2(codec, frame, flags);
    }
    const PlaneLayout layout = plane_layout(codec, *frame);
    auto& slots = *static_cast<ArenaSlots*>(codec->opaque);
    auto owner = std::make_unique<SlotOwner>(slots.take_owned(layout.bytes));
    if (*owner == nullptr) {
        return ::avcodec_default_get_buffer2(codec, frame, flags);
    }
    auto* memory = reinterpret_cast<std::uint8_t*>(owner->get());
    frame->buf[0] = ::av_buffer_create(
        memory, layout.bytes,
        [](void* held, std::uint8_t*) {
            const std::unique_ptr<SlotOwner> last(static_cast<SlotOwner*>(held));
        },
        owner.get(), 0);
    if (frame->buf[0] == nullptr) {
        return AVERROR(ENOMEM);
    }
    owner.release(); // the buffer frees it
    for (int plane = 0; plane < planes; ++plane) {
        frame->data[plane] = memory + layout.offsets[plane];
        frame->linesize[plane] = layout.linesizes[plane];
    }
    frame->extended_data = frame->data;
    return 0;
}

} // namespace

void decode_into(AVCodecContext& codec, ArenaSlots& slots) {
    codec.opaque = &slots;
    codec.get_buffer2 = get_buffer;
}

} // namespace marquee::player::worker
