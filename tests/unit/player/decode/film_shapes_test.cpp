// Films that are not a plain row of equal frames: turned, mirrored, cut, uneven, grown, interlaced.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <fstream>

#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const std::string clip = "-i {big_buck_bunny_720p.mp4} -an -frames:v 30 ";
const std::string small = clip + "-vf scale=320:180 ";
const std::string h264 = "-c:v libx264 -preset veryfast ";

// The film with another display matrix (a, b, c, d): ISO/IEC 14496-12, 8.3.2, version 0.
std::filesystem::path with_matrix(const std::filesystem::path& film, const std::string& name,
                                  std::array<int, 4> turn) {
    auto bytes = bytes_of(film);
    const std::string mark = "tkhd";
    const auto box = std::search(bytes.begin(), bytes.end(), mark.begin(), mark.end());
    REQUIRE(box != bytes.end());
    constexpr std::array<std::ptrdiff_t, 4> places{0, 1, 3, 4}; // of a 3×3 matrix
    for (std::size_t i = 0; i < turn.size(); ++i) {
        const auto number = static_cast<std::uint32_t>(turn[i] * 65'536);
        for (int byte = 0; byte < 4; ++byte) {
            *(box + 44 + places[i] * 4 + byte) =
                static_cast<std::uint8_t>(number >> (24 - 8 * byte));
        }
    }
    return written_media(name, bytes);
}

// When each frame is shown, in microseconds since the first, as ffprobe reads it.
std::vector<std::int64_t> ffprobe_times_us(const std::filesystem::path& film) {
    const auto list = film.string() + ".times";
    const std::string command =
        "ffprobe -v error -select_streams v:0 -show_entries frame=best_effort_timestamp_time "
        "-of csv=p=0 "
        + film.string() + " > " + list;
    REQUIRE(std::system(command.c_str()) == 0);
    std::vector<std::int64_t> times;
    std::ifstream in(list);
    for (std::string line; std::getline(in, line);) {
        if (line.empty()) {
            continue; // after a frame with side data
        }
        times.push_back(std::llround(std::stod(line) * 1e6));
    }
    const std::int64_t first = times.empty() ? 0 : times.front();
    for (std::int64_t& time : times) {
        time -= first;
    }
    return times;
}

void check_times(const std::filesystem::path& film) {
    INFO(film.string());
    const auto theirs = ffprobe_times_us(film);
    Decoding decoding(film, video_request());
    std::vector<std::int64_t> ours;
    while (const auto frame = decoding.next_frame()) {
        ours.push_back(frame->pts.count());
    }
    REQUIRE(ours.size() == theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        INFO("frame " << i);
        REQUIRE(std::abs(ours[i] - theirs[i]) <= 1);
    }
}

// The same film with its second half from another one: MPEG streams are joined by appending.
std::filesystem::path joined(const std::string& name, const std::filesystem::path& first,
                             const std::filesystem::path& second) {
    auto bytes = bytes_of(first);
    const auto more = bytes_of(second);
    bytes.insert(bytes.end(), more.begin(), more.end());
    return written_media(name, bytes);
}

// Mean of the frames' luma PSNR; `frames` of them at least.
double psnr(const std::filesystem::path& film, const std::filesystem::path& truth,
            std::size_t frames) {
    Decoding ours(film, video_request());
    Decoding theirs(truth, video_request());
    double sum = 0;
    std::size_t count = 0;
    while (const auto a = ours.next_frame()) {
        const auto b = theirs.next_frame();
        if (!b) {
            break;
        }
        REQUIRE(a->picture.size == b->picture.size);
        const Size size = a->picture.size;
        double squares = 0;
        for (std::int32_t y = 0; y < size.height; ++y) {
            const std::uint8_t* left = a->picture.planes[0] + y * a->picture.strides[0];
            const std::uint8_t* right = b->picture.planes[0] + y * b->picture.strides[0];
            for (std::int32_t x = 0; x < size.width; ++x) {
                squares += (left[x] - right[x]) * (left[x] - right[x]);
            }
        }
        sum += 10 * std::log10(255.0 * 255.0 * size.width * size.height / std::max(squares, 1.0));
        ++count;
    }
    REQUIRE(count >= frames);
    return sum / static_cast<double>(count);
}

} // namespace

TEST_CASE("every way of turning and mirroring a film is undone") {
    const auto upright = made_media("upright.mp4", small + h264);
    struct Turn {
        const char* name;
        std::array<int, 4> matrix;
        const char* filter;
    };
    for (const Turn& turn : {Turn{"none", {1, 0, 0, 1}, "null"},
                             {"mirrored", {-1, 0, 0, 1}, "hflip"},
                             {"flipped", {1, 0, 0, -1}, "vflip"},
                             {"half", {-1, 0, 0, -1}, "hflip,vflip"},
                             {"transposed", {0, 1, 1, 0}, "transpose=0"},
                             {"right", {0, 1, -1, 0}, "transpose=1"},
                             {"left", {0, -1, 1, 0}, "transpose=2"},
                             {"transversed", {0, -1, -1, 0}, "transpose=3"}}) {
        INFO(turn.name);
        const auto film =
            with_matrix(upright, std::string("matrix-") + turn.name + ".mp4", turn.matrix);
        Decoding decoding(film, video_request());
        const auto ours = decode_all(decoding);
        CHECK(
            ours
            == ffmpeg_frame_md5s(upright, "-vf " + std::string(turn.filter) + " -pix_fmt yuv420p"));
    }
}

TEST_CASE("frames come at the times the film gives them, however uneven") {
    const std::string uneven = clip
                               + "-vf 'scale=320:180,select=not(mod(n\\,3))+not(mod(n\\,7))' "
                                 "-fps_mode vfr ";
    for (const char* name : {"uneven.mp4", "uneven.mkv"}) {
        const auto film = made_media(name, uneven + h264 + "-bf 2");
        REQUIRE(!film.empty());
        check_times(film);
        check_equals_ffmpeg(film, "-pix_fmt yuv420p");
    }
    for (const char* rate : {"24000/1001", "25", "30000/1001", "50", "60000/1001", "60"}) {
        std::string name = std::string("rate-") + rate + ".mp4";
        std::replace(name.begin(), name.end(), '/', '_');
        const auto film = made_media(name, "-f lavfi -i testsrc=size=160x120:duration=1:rate="
                                               + std::string(rate) + " -pix_fmt yuv420p " + h264);
        check_times(film);
    }
}

TEST_CASE("what an edit list cuts away is not shown") {
    const auto whole = made_media("keys-close.mp4", "-i {big_buck_bunny_720p.mp4} -an -vf "
                                                    "scale=320:180 -c:v libx264 -preset veryfast "
                                                    "-g 10 -bf 2");
    const auto film = made_media("edited.mp4", "-ss 1.3 -i " + whole.string() + " -c copy");
    REQUIRE(!film.empty());
    check_times(film);
    check_equals_ffmpeg(film, "-pix_fmt yuv420p");
    const auto ours = ffmpeg_frame_md5s(film, "-pix_fmt yuv420p");
    const auto all = ffmpeg_frame_md5s(whole, "-pix_fmt yuv420p");
    REQUIRE(ours.size() < all.size());
    CHECK(std::equal(ours.rbegin(), ours.rend(), all.rbegin()));
    const auto late = made_media("late-start.mp4", "-itsoffset 0.7 -i " + whole.string()
                                                       + " -f lavfi -i anullsrc -shortest -c:v "
                                                         "copy -c:a aac");
    Decoding decoding(late, video_request());
    CHECK(decoding.next_frame()->pts == Microseconds(0));
}

TEST_CASE("odd and portrait sizes lose no row and no column in any codec that has them") {
    const std::vector<std::pair<std::string, std::string>> films{
        {"portrait.mp4", clip + "-vf scale=180:320 " + h264},
        {"odd-444.mp4", clip + "-vf scale=319:179 -pix_fmt yuv444p " + h264},
        {"odd.avi", clip + "-vf scale=319:179 -c:v mpeg4 -q:v 4"},
        {"odd.mkv", clip
                        + "-vf scale=319:179 -pix_fmt yuv420p -frames:v 8 -c:v libaom-av1 "
                          "-usage realtime -cpu-used 8"},
        {"tiny.mp4", clip + "-vf scale=16:16 " + h264},
    };
    for (const auto& [name, arguments] : films) {
        const auto film = made_media(name, arguments);
        INFO(name);
        REQUIRE(!film.empty());
        check_equals_ffmpeg(film, "-sws_flags bicubic -pix_fmt yuv420p");
    }
}

TEST_CASE("ten and twelve bits, finer sampling and full range in the other codecs") {
    struct Case {
        const char* name;
        const char* arguments;
        const char* format;
    };
    for (const Case& film :
         {Case{"vp9-10.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv420p10le",
               "yuv420p"},
          {"vp9-444.webm", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -pix_fmt yuv444p",
           "yuv420p"},
          {"av1-10.mkv", "-c:v libsvtav1 -preset 12 -pix_fmt yuv420p10le", "yuv420p"},
          {"hevc-422-10.mp4",
           "-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv422p10le",
           "yuv420p"},
          {"hevc-444-12.mp4",
           "-c:v libx265 -preset ultrafast -x265-params log-level=none -pix_fmt yuv444p12le",
           "yuv420p"},
          {"h264-10.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuv420p10le", "yuv420p"},
          {"mpeg2-422.ts", "-c:v mpeg2video -r 25 -q:v 4 -pix_fmt yuv422p", "yuv420p"},
          {"full.mp4", "-c:v libx264 -preset veryfast -pix_fmt yuvj420p", "yuvj420p"}}) {
        INFO(film.name);
        const auto made = made_media(film.name, small + film.arguments);
        REQUIRE(!made.empty());
        check_equals_ffmpeg(made, "-sws_flags bicubic -pix_fmt " + std::string(film.format));
    }
}

TEST_CASE("a film may change its size and shape in the middle") {
    const std::vector<std::pair<std::string, std::string>> streams{
        {"h264.ts", "-c:v libx264 -preset veryfast"},
        {"mpeg2video.ts", "-c:v mpeg2video -r 25 -q:v 4"},
        {"hevc.ts", "-c:v libx265 -preset ultrafast -x265-params log-level=none"},
    };
    for (const auto& [name, codec] : streams) {
        INFO(name);
        const auto wide = made_media("wide-" + name, small + codec);
        const auto square =
            made_media("square-" + name, clip + "-vf scale=240:240,setsar=4/3 " + codec);
        REQUIRE((!wide.empty() && !square.empty()));
        const auto film = joined("joined-" + name, wide, square);
        const auto expected = ffmpeg_frame_md5s(film, "-autoscale 0 -pix_fmt yuv420p");
        REQUIRE(expected.size() >= 59); // MPEG-2 loses the last frame of the old size, there too
        const auto first = ffmpeg_frame_md5s(wide, "-pix_fmt yuv420p");
        Decoding decoding(film, video_request());
        std::size_t number = 0;
        std::size_t grown = 0;
        while (const auto frame = decoding.next_frame()) {
            INFO("frame " << number);
            REQUIRE(number < expected.size());
            REQUIRE(md5_of(frame->picture) == expected[number++]);
            const bool is_wide = frame->picture.size == Size{320, 180};
            CHECK(frame->shown == (is_wide ? Size{320, 180} : Size{320, 240}));
            grown += is_wide ? 0 : 1;
        }
        CHECK(decoding.client().state() == DecodeState::ended);
        CHECK(number == expected.size());
        CHECK(grown == 30);
    }
}

TEST_CASE("an interlaced film has no combs") {
    // Fifty moments a second, two a frame, of a photograph that passes by; the truth has the first.
    const std::string pure = "-c:v libx264 -preset ultrafast -qp 0 -pix_fmt yuv420p";
    for (const char* speed : {"2", "8"}) {
        const std::string passed =
            "-framerate 50 -loop 1 -i {photo_landscape_exif1.jpg} -vf 'scale=1200:800,"
            "crop=480:288:x=n*"
            + std::string(speed) + ":y=100,";
        const std::string name = std::string("passing-") + speed;
        const auto truth = made_media(
            name + "-truth.mkv", passed + "select=not(mod(n\\,2))' -frames:v 20 -r 25 " + pure);
        const auto interlaced =
            made_media(name + ".mkv", passed + "tinterlace=mode=interleave_top' -frames:v 20 -r 25 "
                                          + pure + " -flags +ilme+ildct -x264opts tff=1");
        const auto combed = made_media(name + "-combed.mkv", "-i " + interlaced.string()
                                                                 + " -vf setfield=prog "
                                                                   "-fps_mode passthrough "
                                                                 + pure);
        const auto theirs =
            made_media(name + "-yadif.mkv", "-i " + interlaced.string()
                                                + " -vf yadif=mode=send_frame:parity=tff "
                                                  "-fps_mode passthrough "
                                                + pure);
        REQUIRE((!truth.empty() && !interlaced.empty() && !combed.empty() && !theirs.empty()));
        const double ours = psnr(interlaced, truth, 20);
        const double yadif = psnr(theirs, truth, 20);
        const double without = psnr(combed, truth, 20);
        INFO(speed << " pixels a moment: " << ours << " dB, yadif " << yadif << " dB, as it lies "
                   << without << " dB");
        CHECK(ours > yadif - 0.5);
        CHECK(ours > without + 2);
    }
}

TEST_CASE("what stands still in an interlaced film keeps every line") {
    const std::string photograph = "-framerate 25 -loop 1 -i {photo_landscape_exif1.jpg} -vf "
                                   "scale=480:288 -frames:v 10 -c:v libx264 -preset ultrafast "
                                   "-qp 0 -pix_fmt yuv420p";
    const auto plain = made_media("still-plain.mkv", photograph);
    const auto film = made_media("still.mkv", photograph + " -flags +ilme+ildct -x264opts tff=1");
    Decoding decoding(film, video_request());
    auto ours = decode_all(decoding);
    auto theirs = ffmpeg_frame_md5s(plain, "-pix_fmt yuv420p");
    REQUIRE(ours.size() == 10);
    CHECK(
        std::equal(ours.begin() + 1, ours.end(), theirs.begin() + 1)); // the first has none before
}

TEST_CASE("interlaced films of every codec that has them come whole and in time") {
    const std::vector<std::pair<std::string, std::string>> films{
        {"fields-mpeg2.ts", "-c:v mpeg2video -q:v 4 -flags +ilme+ildct -top 1"},
        {"fields-h264.mp4", "-c:v libx264 -preset veryfast -flags +ilme+ildct -x264opts tff=1"},
        {"fields-bottom.mp4", "-c:v libx264 -preset veryfast -flags +ilme+ildct -x264opts bff=1"},
        {"fields-422.ts", "-c:v mpeg2video -q:v 4 -flags +ilme+ildct -top 1 -pix_fmt yuv422p"},
        {"fields-mpeg4.avi", "-c:v mpeg4 -q:v 4 -flags +ilme+ildct"},
    };
    for (const auto& [name, codec] : films) {
        INFO(name);
        const auto film = made_media(
            name, clip + "-vf scale=320:240,tinterlace=mode=interleave_top -r 25 " + codec);
        REQUIRE(!film.empty());
        check_times(film);
    }
}
