// What a worker makes of real video, measured against ffmpeg's own planes.
#include <catch2/catch.hpp>

#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const std::string clip = "-i {big_buck_bunny_720p.mp4} -an -frames:v 30 ";

} // namespace

TEST_CASE("every frame of a film equals ffmpeg's, plane by plane") {
    check_equals_ffmpeg(real_media("big_buck_bunny_720p.mp4"), "-pix_fmt yuv420p");
}

TEST_CASE("every codec we promise decodes to ffmpeg's planes") {
    const std::string small = clip + "-vf scale=320:180 ";
    const std::vector<std::pair<std::string, std::string>> codecs{
        {"vp9.webm", small + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8"},
        {"vp8.webm", small + "-c:v libvpx -deadline realtime"},
        {"hevc.mp4", small + "-c:v libx265 -preset ultrafast -x265-params log-level=none"},
        {"av1.mkv", small + "-c:v libsvtav1 -preset 12"},
        {"mpeg2.ts", small + "-c:v mpeg2video -r 25 -q:v 4"},
        {"mpeg4.avi", small + "-c:v mpeg4 -q:v 4"},
        {"h264-ref16.mp4", small + "-c:v libx264 -preset veryfast -refs 16 -bf 3"},
    };
    for (const auto& [name, arguments] : codecs) {
        const auto file = made_media(name, arguments);
        INFO(name);
        REQUIRE(!file.empty());
        check_equals_ffmpeg(file, "-pix_fmt yuv420p");
    }
}

TEST_CASE("odd sizes lose no row and no column") {
    const auto file =
        made_media("odd.webm", clip
                                   + "-vf scale=319:179 -pix_fmt yuv420p -c:v libvpx-vp9 "
                                     "-deadline realtime -cpu-used 8");
    check_equals_ffmpeg(file, "-pix_fmt yuv420p");
    Decoding decoding(file, video_request());
    REQUIRE(decoding.next_frame()->picture.size == Size{319, 179});
}

TEST_CASE("finer sampling and ten bits arrive as 8-bit 4:2:0") {
    const std::string small = clip + "-vf scale=320:180 ";
    const std::vector<std::pair<std::string, std::string>> formats{
        {"hevc10.mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt "
                       "yuv420p10le"},
        {"h264-422.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuv422p"},
        {"h264-444.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuv444p"},
    };
    for (const auto& [name, arguments] : formats) {
        const auto file = made_media(name, small + arguments);
        INFO(name);
        REQUIRE(!file.empty());
        check_equals_ffmpeg(file, "-sws_flags bicubic -pix_fmt yuv420p");
    }
}

TEST_CASE("a phone's film stands upright") {
    for (const char* degrees : {"90", "180", "270"}) {
        const auto upright =
            made_media("upright.mp4", clip + "-vf scale=320:180 -c:v libx264 -preset veryfast");
        const auto file = made_media(std::string("turned") + degrees + ".mp4",
                                     "-i " + upright.string() + " -metadata:s:v:0 rotate=" + degrees
                                         + " -c copy");
        check_equals_ffmpeg(file, "-pix_fmt yuv420p");
        Decoding decoding(file, video_request());
        const bool is_lying = std::string(degrees) != "180";
        CHECK(decoding.next_frame()->picture.size == (is_lying ? Size{180, 320} : Size{320, 180}));
    }
}

TEST_CASE("matrix and range are told, and guessed by height where the file does not say") {
    struct Case {
        const char* file;
        const char* arguments;
        ColourMatrix matrix;
        ColourRange range;
    };
    const std::vector<Case> cases{
        {"cs-709.mp4", "-vf scale=320:180 -colorspace bt709", ColourMatrix::bt709,
         ColourRange::limited},
        {"cs-601.mp4", "-vf scale=1280:720 -colorspace smpte170m", ColourMatrix::bt601,
         ColourRange::limited},
        {"cs-full.mp4", "-vf scale=320:180:out_range=full -color_range pc", ColourMatrix::bt601,
         ColourRange::full},
        {"cs-none-sd.mp4", "-vf scale=320:180", ColourMatrix::bt601, ColourRange::limited},
        {"cs-none-hd.mp4", "-vf scale=1280:720", ColourMatrix::bt709, ColourRange::limited},
    };
    for (const Case& expected : cases) {
        const auto file = made_media(expected.file, "-i {big_buck_bunny_720p.mp4} -an -frames:v 3 "
                                                        + std::string(expected.arguments)
                                                        + " -c:v libx264 -preset veryfast");
        Decoding decoding(file, video_request());
        const auto frame = decoding.next_frame();
        INFO(expected.file);
        REQUIRE(frame);
        CHECK(frame->picture.matrix == expected.matrix);
        CHECK(frame->picture.range == expected.range);
    }
}

TEST_CASE("a film says its size, its length and that it has sound") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::decoded));
    REQUIRE(decoding.next_frame());
    const auto& info = decoding.client().info();
    CHECK(info->size == Size{1280, 720});
    CHECK(info->sound == Sound::decoded);
    REQUIRE(info->duration);
    CHECK(*info->duration > Microseconds(5'200'000));
    CHECK(*info->duration < Microseconds(5'400'000));
}

TEST_CASE("pixels that are not square are shown square") {
    const auto file = made_media(
        "anamorphic.mp4", clip + "-vf scale=360:288,setsar=16/15 -c:v libx264 -preset veryfast");
    Decoding decoding(file, video_request());
    REQUIRE(decoding.next_frame()->picture.size == Size{360, 288});
    REQUIRE(decoding.client().info()->size == Size{384, 288});
}

TEST_CASE("a film that is late leaves out what no other frame needs, and nothing else") {
    const auto film = made_media("hurried.mp4", "-i {big_buck_bunny_720p.mp4} -an -vf "
                                                "scale=320:180 -c:v libx264 -preset veryfast "
                                                "-bf 3 -b_strategy 0");
    const auto all = ffmpeg_frame_md5s(film, "-pix_fmt yuv420p");
    Decoding decoding(film, video_request());
    REQUIRE(decoding.next_frame());
    decoding.client().hurry_to(Seconds(3));
    std::size_t late = 0;
    std::size_t in_time = 0;
    while (const auto frame = decoding.next_frame()) {
        const auto number = static_cast<std::size_t>(frame->pts / Microseconds(40'000));
        REQUIRE(number < all.size());
        if (frame->pts > Seconds(3)) {
            CHECK(md5_of(frame->picture) == all[number]);
            ++in_time;
        } else {
            ++late;
        }
    }
    CHECK(decoding.client().state() == DecodeState::ended);
    CHECK(late < 60); // of 75
    CHECK(in_time >= all.size() - 80);
}

TEST_CASE("frames that were not given back hold the worker back, and nothing else") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request());
    std::vector<DecodedFrame> held;
    for (int i = 0; i < limits::decode_frames_held_max; ++i) {
        held.push_back(*decoding.next_frame());
    }
    decoding.pass(Microseconds(limits::decode_silence_ms_max * 10'000));
    decoding.client().poll(decoding.now());
    CHECK(decoding.client().next() == nullptr);
    REQUIRE(decoding.client().state() == DecodeState::running);
    const auto before = md5_of(held.back().picture);
    held.erase(held.begin());
    REQUIRE(decoding.next_frame());
    REQUIRE(md5_of(held.back().picture) == before);
}

TEST_CASE("frames outlive the client that decoded them") {
    std::optional<DecodedFrame> frame;
    std::string digest;
    {
        Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request());
        frame = decoding.next_frame();
        digest = md5_of(frame->picture);
    }
    REQUIRE(md5_of(frame->picture) == digest);
}
