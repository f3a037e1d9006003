#include "player/decode/worker/demuxer.hpp"

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "player/decode/worker/container_header.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr int io_bytes = 64 * 1024;
constexpr int seek_tries_max = 4;

// Containers of one file. No playlists: those name other files.
constexpr const char* containers_allowed = "mov,matroska,mpegts,mpeg,avi,ogg,mpegvideo,h264,hevc";
constexpr const char* gif_only = "gif"; // both its container and its decoder
constexpr const char* sound_containers_allowed =
    "mov,matroska,mpegts,mpeg,avi,ogg,wav,mp3,aac,flac";

int refuse_to_open(AVFormatContext*, AVIOContext**, const char*, int, AVDictionary**) {
    return AVERROR(EACCES);
}

// Options for the short decoding by which streams are recognised: same limits as the real one.
class ProbeOptions {
public:
    explicit ProbeOptions(unsigned streams) : options_(streams, nullptr) {
        for (AVDictionary*& options : options_) {
            ::av_dict_set(&options, "max_pixels", std::to_string(limits::video_pixels_max).c_str(),
                          0);
        }
    }
    ~ProbeOptions() {
        for (AVDictionary*& options : options_) {
            ::av_dict_free(&options);
        }
    }
    ProbeOptions(const ProbeOptions&) = delete;
    ProbeOptions& operator=(const ProbeOptions&) = delete;

    AVDictionary** get() { return options_.data(); }

private:
    std::vector<AVDictionary*> options_;
};

} // namespace

Result<std::unique_ptr<Demuxer>> Demuxer::open(const MediaFile& file, MediaKind kind,
                                               Streams wanted) {
    auto demuxer = std::make_unique<Demuxer>(file, wanted);
    if (auto opened = demuxer->open_format(kind); !opened) {
        return tl::unexpected(opened.error());
    }
    auto chosen = wanted == Streams::sound ? demuxer->choose_sound() : demuxer->choose_streams();
    if (!chosen) {
        return tl::unexpected(chosen.error());
    }
    return demuxer;
}

Status Demuxer::open_format(MediaKind kind) {
    auto* buffer = static_cast<unsigned char*>(::av_malloc(io_bytes));
    io_.reset(::avio_alloc_context(buffer, io_bytes, 0, this, read, nullptr, seek));
    AVFormatContext* format = ::avformat_alloc_context();
    format->pb = io_.get();
    format->flags |= AVFMT_FLAG_CUSTOM_IO;
    format->io_open = refuse_to_open;
    const bool is_gif = kind == MediaKind::gif;
    format->format_whitelist = ::av_strdup(is_gif                      ? gif_only
                                           : wanted_ == Streams::sound ? sound_containers_allowed
                                                                       : containers_allowed);
    format->codec_whitelist = ::av_strdup(is_gif ? gif_only : decoders_allowed);
    // Frees the context when it fails.
    if (::avformat_open_input(&format, nullptr, nullptr, nullptr) < 0) {
        return kind != MediaKind::unknown
                   ? fail(ErrorCode::damaged_media, "the container does not open")
                   : fail(ErrorCode::unsupported_media, "not a film or sound we know");
    }
    format_.reset(format);
    if (wanted_ == Streams::film && is_described(*format)) {
        return {};
    }
    ProbeOptions options(format->nb_streams);
    // A demuxer may find more streams while probing; it takes options for those it has now only.
    if (::avformat_find_stream_info(format, options.get()) < 0) {
        return fail(ErrorCode::damaged_media, "the streams of the container do not open");
    }
    return {};
}

Status Demuxer::choose_streams() {
    AVFormatContext* format = format_.get();
    const int video = ::av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (video < 0) {
        return fail(ErrorCode::unsupported_media, "no video in the file");
    }
    video_ = format->streams[video];
    const AVCodecParameters& shape = *video_->codecpar;
    if (std::int64_t{shape.width} * shape.height > limits::video_pixels_max
        || std::max(shape.width, shape.height) > limits::canvas_pixels_max) {
        return fail(ErrorCode::too_large, "more pixels than allowed");
    }
    const int sound = ::av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, video, nullptr, 0);
    sound_ = sound >= 0 ? format->streams[sound] : nullptr;
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        AVStream* stream = format->streams[i];
        stream->discard = stream == video_ || stream == sound_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    return {};
}

Status Demuxer::choose_sound() {
    AVFormatContext* format = format_.get();
    const int sound = ::av_find_best_stream(format, AVMEDIA_TYPE_AUDIO, -1, -1, nullptr, 0);
    if (sound < 0) {
        return fail(ErrorCode::unsupported_media, "no sound in the file");
    }
    sound_ = format->streams[sound];
    const int video = ::av_find_best_stream(format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    const bool is_film =
        video >= 0 && (format->streams[video]->disposition & AV_DISPOSITION_ATTACHED_PIC) == 0;
    unseen_ = is_film ? format->streams[video] : nullptr;
    for (unsigned i = 0; i < format->nb_streams; ++i) {
        AVStream* stream = format->streams[i];
        stream->discard = stream == sound_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
    }
    return {};
}

Microseconds Demuxer::sound_origin() const {
    const AVStream& first = unseen_ != nullptr ? *unseen_ : *sound_;
    return first.start_time == AV_NOPTS_VALUE
               ? Microseconds{0}
               : Microseconds(::av_rescale_q(first.start_time, first.time_base, {1, 1'000'000}));
}

void Demuxer::ignore_sound() {
    if (sound_ != nullptr) {
        sound_->discard = AVDISCARD_ALL;
        sound_ = nullptr;
    }
}

std::optional<Microseconds> Demuxer::duration() const {
    static_assert(AV_TIME_BASE == 1'000'000);
    if (format_->duration < 0) { // AV_NOPTS_VALUE is negative
        return std::nullopt;
    }
    return Microseconds(format_->duration);
}

std::optional<Microseconds> Demuxer::seek_to(Microseconds timestamp) {
    const std::string_view container = format_->iformat->name;
    if (container.find("mov") == container.npos && container.find("matroska") == container.npos) {
        return std::nullopt;
    }
    const std::int64_t target =
        ::av_rescale_q_rnd(timestamp.count(), {1, 1'000'000}, leading().time_base, AV_ROUND_DOWN);
    std::int64_t wanted = target;
    for (int tries = 0; tries < seek_tries_max && try_seek(wanted); ++tries) {
        const AVPacket& key = *looked_at_.back();
        const std::int64_t found = key.pts != AV_NOPTS_VALUE ? key.pts : key.dts;
        if ((key.flags & AV_PKT_FLAG_KEY) != 0 && found != AV_NOPTS_VALUE && found <= target) {
            return Microseconds(::av_rescale_q(found, leading().time_base, {1, 1'000'000}));
        }
        // Indices count decoding times: the key frame may be shown after the wanted one.
        wanted = (key.dts != AV_NOPTS_VALUE ? std::min(key.dts, wanted) : wanted) - 1;
    }
    rewind();
    return std::nullopt;
}

// Reads up to the first packet of the leading stream there.
bool Demuxer::try_seek(std::int64_t timestamp) {
    looked_at_.clear();
    if (::avformat_seek_file(format_.get(), leading().index, INT64_MIN, timestamp, timestamp, 0)
        < 0) {
        return false;
    }
    while (auto packet = read_packet()) {
        const bool is_leading = packet->stream_index == leading().index;
        looked_at_.push_back(std::move(packet));
        if (is_leading) {
            return true;
        }
    }
    return false;
}

void Demuxer::rewind() {
    looked_at_.clear();
    ::avformat_seek_file(format_.get(), leading().index, INT64_MIN, INT64_MIN + 1, INT64_MAX,
                         AVSEEK_FLAG_BACKWARD);
}

Libav<AVPacket> Demuxer::next_packet() {
    if (!looked_at_.empty()) {
        Libav<AVPacket> packet = std::move(looked_at_.front());
        looked_at_.pop_front();
        return packet;
    }
    return read_packet();
}

Libav<AVPacket> Demuxer::read_packet() {
    Libav<AVPacket> packet(::av_packet_alloc());
    while (::av_read_frame(format_.get(), packet.get()) >= 0) {
        const bool is_leading = packet->stream_index == leading().index;
        if (is_leading || (sound_ != nullptr && packet->stream_index == sound_->index)) {
            return packet;
        }
        ::av_packet_unref(packet.get());
    }
    return nullptr;
}

int Demuxer::read(void* self, std::uint8_t* into, int bytes) {
    auto& demuxer = *static_cast<Demuxer*>(self);
    const std::size_t got = demuxer.file_.read(static_cast<std::uint64_t>(demuxer.offset_),
                                               {into, static_cast<std::size_t>(bytes)});
    demuxer.offset_ += static_cast<std::int64_t>(got);
    return got > 0 ? static_cast<int>(got) : AVERROR_EOF;
}

std::int64_t Demuxer::seek(void* self, std::int64_t offset, int whence) {
    auto& demuxer = *static_cast<Demuxer*>(self);
    const auto size = static_cast<std::int64_t>(demuxer.file_.size_bytes());
    switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE:
        return size;
    case SEEK_SET:
        break;
    case SEEK_CUR:
        offset += demuxer.offset_;
        break;
    case SEEK_END:
        offset += size;
        break;
    default:
        return AVERROR(EINVAL);
    }
    if (offset < 0) {
        return AVERROR(EINVAL);
    }
    demuxer.offset_ = offset;
    return offset;
}

} // namespace marquee::player::worker
