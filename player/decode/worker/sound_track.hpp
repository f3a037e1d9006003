// The sound of a film, or a sound of its own: packets in, 48 kHz stereo in the shared ring out.
#pragma once

#include <cstdint>
#include <vector>

#include "player/decode/arena.hpp"
#include "player/decode/worker/libav.hpp"
#include "player/decode/worker/packet_queue.hpp"
#include "player/decode/worker/video_track.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player::worker {

struct SoundStart {
    Microseconds origin{0};   // position zero on the clock of timestamps
    Microseconds position{0}; // the ring begins here; sound before it is cut
};

class SoundTrack {
public:
    // `memory`: the arena. nullptr when no allowed decoder knows the stream: the video is then
    // silent.
    static std::unique_ptr<SoundTrack> open(const AVStream& stream, std::byte* memory,
                                            const SoundStart& start);

    SoundTrack(Libav<AVCodecContext> codec, const AVStream& stream, std::byte* memory,
               const SoundStart& start);

    void push(Libav<AVPacket> packet) { packets_.push(std::move(packet)); }
    std::size_t queued_bytes() const { return packets_.bytes(); }
    void push_end() { ended_ = true; }

    // Forgets packets not decoded yet; silence takes their place.
    void drop_packets() { packets_.clear(); }

    // Something came out of the decoder.
    bool decoded() const { return decoded_; }

    // hungry: needs a packet; waiting: the ring is full; finished: all sound was written.
    Step step();

private:
    bool decode();
    bool feed();
    void take_in(AVFrame& frame);
    bool prepare(AVFrame& frame);
    void place(std::int64_t start, std::vector<float> samples);
    bool write();

    Libav<AVCodecContext> codec_;
    AVRational time_base_;
    Microseconds origin_;
    std::byte* memory_;
    Libav<SwrContext> resampler_;
    AVChannelLayout layout_{}; // what the resampler was made for
    int format_ = -1;
    int rate_ = 0;
    PacketQueue packets_;
    bool ended_ = false;
    bool drained_ = false;
    bool finished_ = false;
    Libav<AVFrame> frame_;
    std::vector<float> samples_;   // decoded, not written
    std::size_t samples_done_ = 0; // of samples_, floats
    std::int64_t silence_ = 0;     // sample frames to write before samples_
    std::int64_t expected_ = 0;    // where sound without a timestamp belongs: after the last
    bool decoded_ = false;
    const std::uint64_t begins_; // where the ring begins
    std::uint64_t written_;      // sample frames since position zero
};

} // namespace marquee::player::worker
