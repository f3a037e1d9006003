// The picture half of a video: packets in, frames with times out.
#pragma once

#include "player/decode/worker/frame_maker.hpp"
#include "player/decode/worker/libav.hpp"
#include "player/decode/worker/packet_queue.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player::worker {

// How a stream is to be shown: upright, with square pixels.
Size shown_size(const AVStream& stream);
Orientation orientation_of(const AVStream& stream);

enum class Step { progressed, hungry, waiting, finished };

class VideoTrack {
public:
    // unsupported_media when no allowed decoder knows the stream.
    static Result<std::unique_ptr<VideoTrack>> open(const AVStream& stream, ArenaSlots& slots);

    VideoTrack(Libav<AVCodecContext> codec, const AVStream& stream, ArenaSlots& slots);

    // When position zero was, on the clock of the stream's timestamps.
    Microseconds origin() const { return origin_; }

    void push(Libav<AVPacket> packet) { packets_.push(std::move(packet)); }
    std::size_t queued_bytes() const { return packets_.bytes(); }
    void push_end() { ended_ = true; }

    // Decodes until a frame is ready. hungry: needs a packet; waiting: a frame is ready and must be
    // taken first; finished: all frames were taken.
    Step step();

    // The ready frame, once there is room for it.
    Result<std::optional<MadeFrame>> take();

    int frames_taken() const { return taken_; }

private:
    bool feed();
    void give_time(AVFrame& frame);

    Libav<AVCodecContext> codec_;
    AVRational time_base_;
    FrameMaker maker_;
    PacketQueue packets_;
    bool ended_ = false;   // no more packets will come
    bool drained_ = false; // the decoder knows
    bool finished_ = false;
    Libav<AVFrame> frame_;
    bool ready_ = false;
    Microseconds origin_{0};
    Microseconds nominal_step_;
    Microseconds pts_{-1}; // of the newest frame
    int taken_ = 0;
};

} // namespace marquee::player::worker
