#include "player/decode/worker/sound_track.hpp"

#include <algorithm>
#include <utility>

extern "C" {
#include <libavutil/channel_layout.h>
}

namespace marquee::player::worker {

namespace {

constexpr AVRational sample_time{1, arena::sound_rate};
constexpr std::int64_t misplaced_max = arena::sound_rate / 50; // 20 ms: below it, no correction

arena::Index& index_at(std::byte* memory, std::size_t offset) {
    return *reinterpret_cast<arena::Index*>(memory + offset);
}

} // namespace

std::unique_ptr<SoundTrack> SoundTrack::open(const AVStream& stream, std::byte* memory,
                                             const SoundStart& start) {
    const AVCodec* decoder = ::avcodec_find_decoder(stream.codecpar->codec_id);
    Libav<AVCodecContext> codec(::avcodec_alloc_context3(decoder));
    if (decoder == nullptr || !codec
        || ::avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) {
        return nullptr;
    }
    codec->codec_whitelist = ::av_strdup(decoders_allowed);
    codec->thread_count = 1;
    codec->pkt_timebase = stream.time_base;
    if (::avcodec_open2(codec.get(), decoder, nullptr) < 0) {
        return nullptr;
    }
    return std::make_unique<SoundTrack>(std::move(codec), stream, memory, start);
}

SoundTrack::SoundTrack(Libav<AVCodecContext> codec, const AVStream& stream, std::byte* memory,
                       const SoundStart& start)
    : codec_(std::move(codec)),
      time_base_(stream.time_base),
      origin_(start.origin),
      memory_(memory),
      frame_(::av_frame_alloc()),
      begins_(arena::sound_frame_at(start.position.count())),
      written_(begins_) {}

Step SoundTrack::step() {
    if (finished_) {
        return Step::finished;
    }
    if (silence_ > 0 || samples_done_ < samples_.size()) {
        return write() ? Step::progressed : Step::waiting;
    }
    if (drained_ && !decode()) {
        finished_ = true;
        index_at(memory_, arena::ended_offset).store(1, std::memory_order_release);
        return Step::finished;
    }
    return decode() || feed() ? Step::progressed : Step::hungry;
}

// True when a frame came out.
bool SoundTrack::decode() {
    if (silence_ > 0 || samples_done_ < samples_.size()) {
        return true; // still at the one before
    }
    if (::avcodec_receive_frame(codec_.get(), frame_.get()) != 0) {
        return false;
    }
    take_in(*frame_);
    ::av_frame_unref(frame_.get());
    return true;
}

bool SoundTrack::feed() {
    if (!packets_.empty()) {
        ::avcodec_send_packet(codec_.get(), packets_.pop().get());
        return true;
    }
    if (ended_) {
        ::avcodec_send_packet(codec_.get(), nullptr);
        drained_ = true;
        return true;
    }
    return false;
}

void SoundTrack::take_in(AVFrame& frame) {
    if (!prepare(frame)) {
        return;
    }
    const int most = ::swr_get_out_samples(resampler_.get(), frame.nb_samples);
    std::vector<float> samples(static_cast<std::size_t>(std::max(most, 0)) * arena::sound_channels);
    auto* into = reinterpret_cast<std::uint8_t*>(samples.data());
    const int frames =
        ::swr_convert(resampler_.get(), &into, most,
                      const_cast<const std::uint8_t**>(frame.extended_data), frame.nb_samples);
    samples.resize(static_cast<std::size_t>(std::max(frames, 0)) * arena::sound_channels);
    std::int64_t start = expected_;
    if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
        start = ::av_rescale_q(frame.best_effort_timestamp, time_base_, sample_time)
                - ::av_rescale_q(origin_.count(), {1, 1'000'000}, sample_time);
    }
    expected_ = start + std::max(frames, 0);
    decoded_ = true;
    place(start, std::move(samples));
}

// A resampler for the frame's shape; the shape may change within a stream.
bool SoundTrack::prepare(AVFrame& frame) {
    const bool is_same = resampler_ && frame.format == format_ && frame.sample_rate == rate_
                         && ::av_channel_layout_compare(&frame.ch_layout, &layout_) == 0;
    if (is_same) {
        return true;
    }
    AVChannelLayout stereo = AV_CHANNEL_LAYOUT_STEREO;
    SwrContext* resampler = nullptr;
    ::swr_alloc_set_opts2(&resampler, &stereo, AV_SAMPLE_FMT_FLT, arena::sound_rate,
                          &frame.ch_layout, static_cast<AVSampleFormat>(frame.format),
                          frame.sample_rate, 0, nullptr);
    resampler_.reset(resampler);
    if (!resampler_ || ::swr_init(resampler_.get()) < 0) {
        resampler_.reset();
        return false;
    }
    ::av_channel_layout_copy(&layout_, &frame.ch_layout);
    format_ = frame.format;
    rate_ = frame.sample_rate;
    return true;
}

// Puts samples where their time says: silence fills a gap, what comes too late is cut.
void SoundTrack::place(std::int64_t start, std::vector<float> samples) {
    const std::int64_t gap = start - static_cast<std::int64_t>(written_);
    samples_ = std::move(samples);
    samples_done_ = 0;
    if (gap > misplaced_max) {
        silence_ = gap;
    } else if (gap < -misplaced_max) {
        const auto late = static_cast<std::size_t>(-gap) * arena::sound_channels;
        samples_done_ = std::min(late, samples_.size());
    }
}

// As much as the ring has room for; false when it has none.
bool SoundTrack::write() {
    const std::uint64_t read = std::max( // it says nothing yet before the first sample was read
        index_at(memory_, arena::read_index_offset).load(std::memory_order_acquire), begins_);
    const std::uint64_t used = written_ - std::min(read, written_);
    const std::uint64_t room = arena::ring_frames - std::min(used, arena::ring_frames);
    const std::uint64_t waiting = silence_ > 0
                                      ? static_cast<std::uint64_t>(silence_)
                                      : (samples_.size() - samples_done_) / arena::sound_channels;
    const std::uint64_t place = written_ % arena::ring_frames;
    const std::uint64_t frames = std::min({room, waiting, arena::ring_frames - place});
    if (frames == 0) {
        return false;
    }
    auto* ring = reinterpret_cast<float*>(memory_ + arena::ring_offset);
    float* into = ring + place * arena::sound_channels;
    const std::uint64_t floats = frames * arena::sound_channels;
    if (silence_ > 0) {
        std::fill_n(into, floats, 0.0F);
        silence_ -= static_cast<std::int64_t>(frames);
    } else {
        std::copy_n(samples_.data() + samples_done_, floats, into);
        samples_done_ += floats;
    }
    written_ += frames;
    index_at(memory_, arena::write_index_offset).store(written_, std::memory_order_release);
    return true;
}

} // namespace marquee::player::worker
