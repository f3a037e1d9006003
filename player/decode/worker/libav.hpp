// Owners of libav's objects.
#pragma once

#include <memory>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>
}

namespace marquee::player::worker {

struct LibavFree {
    void operator()(AVPacket* packet) const { ::av_packet_free(&packet); }
    void operator()(AVFrame* frame) const { ::av_frame_free(&frame); }
    void operator()(AVCodecContext* codec) const { ::avcodec_free_context(&codec); }
    void operator()(AVFormatContext* format) const { ::avformat_close_input(&format); }
    void operator()(SwsContext* scaler) const { ::sws_freeContext(scaler); }
    void operator()(SwrContext* resampler) const { ::swr_free(&resampler); }
    void operator()(AVIOContext* io) const {
        ::av_freep(&io->buffer);
        ::avio_context_free(&io);
    }
};

template<typename T>
using Libav = std::unique_ptr<T, LibavFree>;

// Decoders that may run; everything else in the library stays asleep.
inline constexpr const char* decoders_allowed =
    "h264,hevc,vp8,vp9,libdav1d,mpeg4,mpeg2video,mpeg1video,"
    "aac,mp3,mp3float,mp2,mp2float,ac3,eac3,opus,vorbis,flac,"
    "pcm_s16le,pcm_s16be,pcm_s24le,pcm_f32le,pcm_u8";

} // namespace marquee::player::worker
