// When the header of a container is believed without decoding frames for it first.
#include <catch2/catch.hpp>

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "player/decode/worker/container_header.hpp"
#include "tests/places.hpp"

using namespace marquee::player::worker;

namespace {

using Format = Libav<AVFormatContext>;

// A real file with only its header read.
Format header_of(const std::string& file) {
    AVFormatContext* format = nullptr;
    const std::string path = marquee::source_path("tests/data/media/") + file;
    REQUIRE(::avformat_open_input(&format, path.c_str(), nullptr, nullptr) == 0);
    return Format(format);
}

AVStream& video_of(AVFormatContext& format) {
    const int video = ::av_find_best_stream(&format, AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    REQUIRE(video >= 0);
    return *format.streams[video];
}

// Whether a film's header is still believed after `change`.
bool is_believed(const std::function<void(AVFormatContext&, AVStream&)>& change) {
    const Format format = header_of("big_buck_bunny_720p.mp4");
    change(*format, video_of(*format));
    return is_described(*format);
}

} // namespace

TEST_CASE("the header of an MP4 tells what decoding its first frames would tell") {
    const Format format = header_of("big_buck_bunny_720p.mp4");
    REQUIRE(is_described(*format));
    const auto known = [&] {
        const AVStream& video = video_of(*format);
        return std::vector<std::int64_t>{video.codecpar->width,
                                         video.codecpar->height,
                                         video.codecpar->video_delay,
                                         video.start_time,
                                         video.avg_frame_rate.num / video.avg_frame_rate.den,
                                         format->duration};
    };
    const auto before = known();
    REQUIRE(::avformat_find_stream_info(format.get(), nullptr) >= 0);
    CHECK(before == known());
}

TEST_CASE("a header that leaves something open is not believed") {
    CHECK(is_believed([](auto&, auto&) {}));
    CHECK_FALSE(is_believed([](auto&, auto& video) { video.codecpar->width = 0; }));
    CHECK_FALSE(is_believed([](auto&, auto& video) { video.codecpar->extradata_size = 0; }));
    CHECK_FALSE(is_believed([](auto&, auto& video) { video.avg_frame_rate = {0, 0}; }));
    CHECK_FALSE(is_believed([](auto&, auto& video) { video.start_time = AV_NOPTS_VALUE; }));
    CHECK_FALSE(is_believed([](auto& format, auto&) { format.duration = AV_NOPTS_VALUE; }));
    CHECK_FALSE(
        is_believed([](auto&, auto& video) { video.codecpar->codec_id = AV_CODEC_ID_MPEG4; }));
    CHECK_FALSE(
        is_believed([](auto&, auto& video) { video.disposition |= AV_DISPOSITION_ATTACHED_PIC; }));
    CHECK_FALSE(is_believed([](auto& format, auto&) {
        AVStream* second = ::avformat_new_stream(&format, nullptr);
        second->codecpar->codec_type = AVMEDIA_TYPE_AUDIO;
        second->codecpar->codec_id = AV_CODEC_ID_AAC;
    }));
}
