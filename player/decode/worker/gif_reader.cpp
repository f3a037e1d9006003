// GIF (87a, 89a) by libavformat and libavcodec; disposal and transparency are theirs.
#include <array>

#include "player/decode/worker/animation_reader.hpp"
#include "player/decode/worker/demuxer.hpp"
#include "player/decode/worker/libav.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t pixel_bytes = 4;

// What is transparent has no colour: GIF knows nothing between.
void copy_premultiplied(std::span<const std::uint8_t> from, std::uint8_t* to) {
    for (std::size_t i = 0; i < from.size(); i += pixel_bytes) {
        const auto seen = static_cast<std::uint8_t>(from[i + 3] == 0 ? 0 : 0xFF);
        for (std::size_t channel = 0; channel < pixel_bytes; ++channel) {
            to[i + channel] = from[i + channel] & seen;
        }
    }
}

class GifReader final : public AnimationReader {
public:
    explicit GifReader(const MediaFile& file) : file_(file), frame_(::av_frame_alloc()) {}

    Status open();

    const PictureHeader& header() const override { return header_; }
    const std::vector<Milliseconds>& durations() const override { return durations_; }
    Result<std::span<const std::uint8_t>> next() override;
    Status rewind() override;

private:
    Status read_header();
    Status read_durations();
    bool decode_next();

    const MediaFile& file_;
    std::unique_ptr<Demuxer> demuxer_;
    Libav<AVCodecContext> codec_;
    Libav<AVFrame> frame_;
    PictureHeader header_;
    std::vector<Milliseconds> durations_;
    std::vector<std::uint8_t> pixels_; // of the newest frame; empty before the first
};

// The logical screen: GIF89a, section 18.
Status GifReader::read_header() {
    std::array<std::uint8_t, 10> head{};
    if (file_.read(0, head) != head.size()) {
        return fail(ErrorCode::damaged_media, "a GIF without a size");
    }
    header_.stored = {head[6] | head[7] << 8, head[8] | head[9] << 8};
    header_.alpha = Alpha::premultiplied;
    if (header_.stored.empty()) {
        return fail(ErrorCode::damaged_media, "a GIF without a size");
    }
    if (std::int64_t{header_.stored.width} * header_.stored.height > animation_pixels_max) {
        return fail(ErrorCode::too_large, "more pixels than an animation may have");
    }
    return {};
}

Status GifReader::open() {
    if (auto read = read_header(); !read) {
        return read;
    }
    auto demuxer = Demuxer::open(file_, MediaKind::gif);
    if (!demuxer) {
        return tl::unexpected(demuxer.error());
    }
    demuxer_ = std::move(*demuxer);
    if (auto read = read_durations(); !read) {
        return read;
    }
    return rewind();
}

Status GifReader::read_durations() {
    while (const auto packet = demuxer_->next_packet()) {
        if (durations_.size() == limits::animation_frames_max) {
            return fail(ErrorCode::too_large, "more frames than an animation may have");
        }
        const std::int64_t claimed =
            ::av_rescale_q(packet->duration, demuxer_->video().time_base, {1, 1'000});
        durations_.push_back(frame_duration(Milliseconds(claimed)));
    }
    return durations_.empty() ? fail(ErrorCode::damaged_media, "a GIF without a frame") : Status{};
}

Status GifReader::rewind() {
    auto demuxer = Demuxer::open(file_, MediaKind::gif);
    if (!demuxer) {
        return tl::unexpected(demuxer.error());
    }
    demuxer_ = std::move(*demuxer);
    const AVCodec* decoder = ::avcodec_find_decoder(AV_CODEC_ID_GIF);
    codec_.reset(::avcodec_alloc_context3(decoder));
    if (!codec_ || ::avcodec_parameters_to_context(codec_.get(), demuxer_->video().codecpar) < 0) {
        return fail(ErrorCode::too_large, "not enough memory for a GIF");
    }
    codec_->thread_count = 1;
    codec_->max_pixels = animation_pixels_max;
    if (::avcodec_open2(codec_.get(), decoder, nullptr) < 0) {
        return fail(ErrorCode::unsupported_media, "no decoder for a GIF");
    }
    pixels_.clear();
    return {};
}

bool GifReader::decode_next() {
    const auto packet = demuxer_->next_packet();
    return packet != nullptr && ::avcodec_send_packet(codec_.get(), packet.get()) == 0
           && ::avcodec_receive_frame(codec_.get(), frame_.get()) == 0
           && frame_->format == AV_PIX_FMT_BGRA && frame_->width == header_.stored.width
           && frame_->height == header_.stored.height;
}

Result<std::span<const std::uint8_t>> GifReader::next() {
    if (!decode_next()) {
        if (pixels_.empty()) {
            return fail(ErrorCode::damaged_media, "the first frame of the GIF does not decode");
        }
        return std::span<const std::uint8_t>(pixels_);
    }
    const auto row_bytes = static_cast<std::size_t>(header_.stored.width) * pixel_bytes;
    pixels_.resize(row_bytes * static_cast<std::size_t>(header_.stored.height));
    const std::uint8_t* row = frame_->data[0];
    for (std::size_t place = 0; place < pixels_.size();
         place += row_bytes, row += frame_->linesize[0]) {
        copy_premultiplied({row, row_bytes}, pixels_.data() + place);
    }
    return std::span<const std::uint8_t>(pixels_);
}

} // namespace

Milliseconds frame_duration(Milliseconds claimed) {
    constexpr Milliseconds given{100};
    return claimed < Milliseconds(limits::animation_frame_ms_min) ? given : claimed;
}

Result<AnimationReaderPtr> open_gif(const MediaFile& file) {
    auto reader = std::make_unique<GifReader>(file);
    if (auto opened = reader->open(); !opened) {
        return tl::unexpected(opened.error());
    }
    return reader;
}

} // namespace marquee::player::worker
