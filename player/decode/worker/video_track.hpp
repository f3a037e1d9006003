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

    // The packets to come begin with the key frame at `key`, at or before `position`. The first
    // frame given out is the one on show at `position`, unless it is far from its key frame: then
    // all are given out, so that the compositor sees progress.
    void start_at(Microseconds position, Microseconds key);

    // Up to this position frames are left out that no other frame is made from.
    void hurry_to(Microseconds position) { hurried_to_ = position; }

    // Decodes until a frame is ready. hungry: needs a packet; waiting: a frame is ready and must be
    // taken first; finished: all frames were taken.
    Step step();

    // The ready frame, once there is room for it.
    Result<std::optional<MadeFrame>> take();

    int frames_taken() const { return taken_; }

private:
    bool feed();
    Step take_in();
    Step begin();
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
    Microseconds start_{0};
    bool is_sought_ = false;   // and no frame has come yet
    bool starting_ = false;    // the first frame to give out is still looked for
    Libav<AVFrame> candidate_; // the latest one at or before start_; may be empty
    Libav<AVFrame> following_; // given out after the candidate; may be empty
    Microseconds origin_{0};
    Microseconds nominal_step_;
    Microseconds pts_{-1}; // of the newest decoded frame
    Microseconds hurried_to_{0};
    int taken_ = 0;
};

} // namespace marquee::player::worker
