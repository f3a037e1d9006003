#include "player/decode/worker/video_track.hpp"

#include <algorithm>
#include <span>

extern "C" {
#include <libavutil/display.h>
}

#include "player/decode/worker/frame_memory.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr AVRational microsecond{1, 1'000'000};
constexpr Microseconds step_default{40'000}; // a stream without times: 25 frames a second
constexpr Microseconds step_back_max{1'000'000};
// Of film, decoded before the first frame: a machine that just keeps up with it has its first frame
// well within limits::decode_start_ms_max, and encoders set a key frame at least that often.
constexpr Microseconds catch_up_max{10'000'000};

bool is_filled(const Libav<AVFrame>& frame) {
    return frame->buf[0] != nullptr;
}

Microseconds in_microseconds(std::int64_t ticks, AVRational base) {
    return Microseconds(::av_rescale_q(ticks, base, microsecond));
}

Microseconds nominal_step(const AVStream& stream) {
    const AVRational rate = stream.avg_frame_rate;
    if (rate.num <= 0 || rate.den <= 0) {
        return step_default;
    }
    const auto step = Microseconds(::av_rescale_q(1, av_inv_q(rate), microsecond));
    return std::clamp(step, Microseconds(1), Microseconds(limits::decode_frame_step_us_max));
}

} // namespace

Orientation orientation_of(const AVStream& stream) {
    std::size_t bytes = 0;
    const std::uint8_t* matrix =
        ::av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &bytes);
    if (matrix == nullptr || bytes < 9 * sizeof(std::int32_t)) {
        return {};
    }
    return orientation_from_matrix(
        std::span<const std::int32_t, 9>(reinterpret_cast<const std::int32_t*>(matrix), 9));
}

Size shown_size(const AVStream& stream) {
    const AVCodecParameters& shape = *stream.codecpar;
    const AVRational pixel =
        stream.sample_aspect_ratio.num > 0 ? stream.sample_aspect_ratio : shape.sample_aspect_ratio;
    return shown_size({std::max(shape.width, 1), std::max(shape.height, 1)}, pixel,
                      orientation_of(stream));
}

Result<std::unique_ptr<VideoTrack>> VideoTrack::open(const AVStream& stream, ArenaSlots& slots) {
    const AVCodec* decoder = ::avcodec_find_decoder(stream.codecpar->codec_id);
    Libav<AVCodecContext> codec(::avcodec_alloc_context3(decoder));
    if (decoder == nullptr || !codec
        || ::avcodec_parameters_to_context(codec.get(), stream.codecpar) < 0) {
        return fail(ErrorCode::unsupported_media, "no decoder for this video");
    }
    codec->codec_whitelist = ::av_strdup(decoders_allowed);
    codec->thread_count = 1;
    codec->max_pixels = limits::video_pixels_max;
    codec->pkt_timebase = stream.time_base;
    decode_into(*codec, slots);
    if (::avcodec_open2(codec.get(), decoder, nullptr) < 0) {
        return fail(ErrorCode::unsupported_media, "the decoder refuses this video");
    }
    return std::make_unique<VideoTrack>(std::move(codec), stream, slots);
}

VideoTrack::VideoTrack(Libav<AVCodecContext> codec, const AVStream& stream, ArenaSlots& slots)
    : codec_(std::move(codec)),
      time_base_(stream.time_base),
      maker_(slots, {orientation_of(stream), stream.sample_aspect_ratio}),
      frame_(::av_frame_alloc()),
      candidate_(::av_frame_alloc()),
      following_(::av_frame_alloc()),
      nominal_step_(nominal_step(stream)) {
    if (stream.start_time != AV_NOPTS_VALUE) {
        origin_ = in_microseconds(stream.start_time, time_base_);
    }
}

Step VideoTrack::step() {
    if (ready_) {
        return Step::waiting;
    }
    if (is_filled(following_)) {
        ::av_frame_move_ref(frame_.get(), following_.get());
        ready_ = true;
        return Step::waiting;
    }
    if (finished_) {
        return Step::finished;
    }
    const int result = ::avcodec_receive_frame(codec_.get(), frame_.get());
    if (result == 0) {
        give_time(*frame_);
        return take_in();
    }
    if (result == AVERROR(EAGAIN) && !drained_) {
        return feed() ? Step::progressed : Step::hungry;
    }
    if (result == AVERROR_EOF || drained_) {
        finished_ = true;
        return starting_ ? begin() : Step::finished;
    }
    return Step::progressed; // a frame that does not decode; the next may
}

void VideoTrack::start_at(Microseconds position, Microseconds key) {
    start_ = position;
    pts_ = std::max(key, Microseconds(0)) - Microseconds(1);
    is_sought_ = true;
    starting_ = position - key <= catch_up_max;
}

// A decoded frame: ready, or one of those before the first.
Step VideoTrack::take_in() {
    if (!starting_) {
        ready_ = true;
        return Step::waiting;
    }
    if (Microseconds(frame_->pts) <= start_) {
        ::av_frame_unref(candidate_.get());
        ::av_frame_move_ref(candidate_.get(), frame_.get());
        return Step::progressed;
    }
    ::av_frame_move_ref(following_.get(), frame_.get());
    return begin();
}

// The frame on show at the start is known, or there is none.
Step VideoTrack::begin() {
    starting_ = false;
    if (is_filled(candidate_)) {
        ::av_frame_move_ref(frame_.get(), candidate_.get());
        ready_ = true;
        return Step::waiting;
    }
    return Step::progressed;
}

bool VideoTrack::feed() {
    if (!packets_.empty()) {
        const bool is_late = pts_ >= Microseconds(0) && pts_ < hurried_to_;
        codec_->skip_frame = is_late ? AVDISCARD_NONREF : AVDISCARD_DEFAULT;
        codec_->skip_loop_filter = codec_->skip_frame;
        // What the decoder refuses is damaged; others carry the picture on.
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

// Times count from the start and grow strictly, whatever the file says.
void VideoTrack::give_time(AVFrame& frame) {
    const Microseconds expected = pts_ < Microseconds(0) ? Microseconds(0) : pts_ + nominal_step_;
    Microseconds pts = expected;
    if (frame.best_effort_timestamp != AV_NOPTS_VALUE) {
        pts = in_microseconds(frame.best_effort_timestamp, time_base_) - origin_;
    }
    const Microseconds latest = (is_sought_ ? start_ : std::max(pts_, Microseconds(0)))
                                + Microseconds(limits::decode_frame_step_us_max);
    if (pts > latest || pts < pts_ - step_back_max) {
        origin_ += pts - expected; // the stream's clock jumped; ours does not
        pts = expected;
    }
    pts_ = std::max(pts, pts_ + Microseconds(1));
    is_sought_ = false;
    frame.pts = pts_.count();
}

Result<std::optional<MadeFrame>> VideoTrack::take() {
    const std::int64_t pts_us = frame_->pts; // making takes the frame apart
    auto made = maker_.make(*frame_);
    if (made && *made) {
        (*made)->header.pts_us = pts_us;
        ready_ = false;
        ++taken_;
    }
    return made;
}

} // namespace marquee::player::worker
