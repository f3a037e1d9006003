// Animated WebP (RFC 9649) by libwebpdemux, which puts the frames together.
#include <webp/demux.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "player/decode/worker/animation_reader.hpp"
#include "player/decode/worker/webp_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player::worker {

namespace {

constexpr std::size_t pixel_bytes = 4;

class WebpAnimation final : public AnimationReader {
public:
    explicit WebpAnimation(WebpFile file)
        : file_(std::move(file)), decoder_(nullptr, &::WebPAnimDecoderDelete) {}

    Status open();

    const PictureHeader& header() const override { return file_.header; }
    const std::vector<Milliseconds>& durations() const override { return durations_; }
    Result<std::span<const std::uint8_t>> next() override;
    Status rewind() override;

private:
    WebpFile file_;
    std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder_;
    std::vector<Milliseconds> durations_;
    std::optional<std::span<const std::uint8_t>> newest_;
};

Status WebpAnimation::open() {
    const Size stored = file_.header.stored;
    if (std::int64_t{stored.width} * stored.height > animation_pixels_max) {
        return fail(ErrorCode::too_large, "more pixels than an animation may have");
    }
    const WebPData bytes{file_.bytes.data(), file_.bytes.size()};
    const std::unique_ptr<WebPDemuxer, void (*)(WebPDemuxer*)> demuxer(::WebPDemux(&bytes),
                                                                       &::WebPDemuxDelete);
    if (!demuxer) {
        return fail(ErrorCode::damaged_media, "the WebP is no animation");
    }
    WebPIterator frame{};
    for (int more = ::WebPDemuxGetFrame(demuxer.get(), 1, &frame); more != 0;
         more = ::WebPDemuxNextFrame(&frame)) {
        durations_.push_back(frame_duration(Milliseconds(frame.duration)));
        if (durations_.size() > limits::animation_frames_max) {
            break;
        }
    }
    ::WebPDemuxReleaseIterator(&frame);
    if (durations_.empty()) {
        return fail(ErrorCode::damaged_media, "a WebP without a frame");
    }
    if (durations_.size() > limits::animation_frames_max) {
        return fail(ErrorCode::too_large, "more frames than an animation may have");
    }
    return {};
}

Status WebpAnimation::rewind() {
    newest_.reset();
    if (decoder_) {
        ::WebPAnimDecoderReset(decoder_.get());
        return {};
    }
    WebPAnimDecoderOptions options;
    if (::WebPAnimDecoderOptionsInit(&options) == 0) {
        return fail(ErrorCode::internal, "libwebp of another version");
    }
    options.color_mode = MODE_bgrA; // premultiplied
    const WebPData bytes{file_.bytes.data(), file_.bytes.size()};
    decoder_.reset(::WebPAnimDecoderNew(&bytes, &options));
    return decoder_ ? Status{} : fail(ErrorCode::damaged_media, "the WebP does not decode");
}

Result<std::span<const std::uint8_t>> WebpAnimation::next() {
    std::uint8_t* pixels = nullptr;
    int until_ms = 0;
    if (::WebPAnimDecoderGetNext(decoder_.get(), &pixels, &until_ms) != 0) {
        const Size size = file_.header.stored;
        newest_ = std::span<const std::uint8_t>(pixels, static_cast<std::size_t>(size.width)
                                                            * static_cast<std::size_t>(size.height)
                                                            * pixel_bytes);
    }
    if (!newest_) {
        return fail(ErrorCode::damaged_media, "the first frame of the WebP does not decode");
    }
    return *newest_;
}

} // namespace

Result<AnimationReaderPtr> open_animated_webp(const MediaFile& file) {
    auto webp = read_webp(file);
    if (!webp) {
        return tl::unexpected(webp.error());
    }
    auto reader = std::make_unique<WebpAnimation>(std::move(*webp));
    if (auto opened = reader->open().and_then([&] { return reader->rewind(); }); !opened) {
        return tl::unexpected(opened.error());
    }
    return reader;
}

} // namespace marquee::player::worker
