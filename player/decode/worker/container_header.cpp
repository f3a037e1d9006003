#include "player/decode/worker/container_header.hpp"

#include <string_view>

namespace marquee::player::worker {

namespace {

// Frames are decoded in the order their container or the stream's own header gives: nothing about
// the order has to be learnt from the first of them.
bool has_known_order(AVCodecID codec) {
    return codec == AV_CODEC_ID_H264 || codec == AV_CODEC_ID_HEVC || codec == AV_CODEC_ID_VP9
           || codec == AV_CODEC_ID_AV1;
}

bool is_described(AVStream& stream) {
    const AVCodecParameters& shape = *stream.codecpar;
    switch (shape.codec_type) {
    case AVMEDIA_TYPE_VIDEO:
        return has_known_order(shape.codec_id) && shape.width > 0 && shape.height > 0
               && shape.extradata_size > 0 && stream.avg_frame_rate.num > 0
               && stream.start_time != AV_NOPTS_VALUE
               && (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) == 0
               && ::avformat_index_get_entries_count(&stream) > 0;
    case AVMEDIA_TYPE_AUDIO:
        return shape.codec_id != AV_CODEC_ID_NONE && shape.sample_rate > 0
               && shape.ch_layout.nb_channels > 0;
    default:
        return true;
    }
}

} // namespace

bool is_described(const AVFormatContext& format) {
    if (std::string_view(format.iformat->name).find("mov") == std::string_view::npos) {
        return false;
    }
    int films = 0;
    int sounds = 0;
    for (unsigned i = 0; i < format.nb_streams; ++i) {
        AVStream& stream = *format.streams[i];
        films += stream.codecpar->codec_type == AVMEDIA_TYPE_VIDEO ? 1 : 0;
        sounds += stream.codecpar->codec_type == AVMEDIA_TYPE_AUDIO ? 1 : 0;
        if (!is_described(stream)) {
            return false;
        }
    }
    return films == 1 && sounds <= 1 && format.duration > 0;
}

} // namespace marquee::player::worker
