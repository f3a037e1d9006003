// A film joined in its middle: the frame and the sound of that moment, as from the start.
#include <catch2/catch.hpp>

#include <cmath>

#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

DecodeRequest from(Microseconds start, Sound sound = Sound::none) {
    DecodeRequest request = video_request(sound);
    request.start = start;
    return request;
}

struct Shown {
    Microseconds pts;
    std::string md5;
};

// All frames from the start on.
std::vector<Shown> frames_of(const std::filesystem::path& file, Microseconds start) {
    Decoding decoding(file, from(start));
    std::vector<Shown> frames;
    while (const auto frame = decoding.next_frame()) {
        frames.push_back({frame->pts, md5_of(frame->picture)});
    }
    CHECK(decoding.client().state() == DecodeState::ended);
    return frames;
}

// The number of the frame on show at `position`, by the times of all frames.
std::size_t on_show(const std::vector<Shown>& all, Microseconds position) {
    std::size_t number = 0;
    while (number + 1 < all.size() && all[number + 1].pts <= position) {
        ++number;
    }
    return number;
}

void check_joins(const std::filesystem::path& file, std::initializer_list<std::int64_t> starts_ms) {
    INFO(file.string());
    const auto theirs = ffmpeg_frame_md5s(file, "-pix_fmt yuv420p");
    const auto all = frames_of(file, Microseconds(0));
    REQUIRE(all.size() == theirs.size());
    for (const std::int64_t start_ms : starts_ms) {
        const Microseconds start = Milliseconds(start_ms);
        INFO(start_ms << " ms");
        const std::size_t number = on_show(all, start);
        const auto joined = frames_of(file, start);
        REQUIRE(joined.size() == all.size() - number);
        CHECK(joined.front().pts == all[number].pts);
        for (std::size_t i = 0; i < joined.size(); ++i) {
            REQUIRE(joined[i].md5 == theirs[number + i]);
        }
    }
}

const std::string clip = "-i {big_buck_bunny_720p.mp4} -an -vf scale=320:180 ";

} // namespace

TEST_CASE("a film joined in its middle shows ffmpeg's frame of that moment and goes on") {
    check_joins(real_media("big_buck_bunny_720p.mp4"), {39, 40, 2'000, 3'333, 5'279});
}

TEST_CASE("key frames may lie close together, far apart, or not where frames are shown first") {
    const std::vector<std::pair<std::string, std::string>> films{
        {"keys-close.mp4", clip + "-c:v libx264 -preset veryfast -g 10 -bf 2"},
        {"keys-one.mp4", clip + "-c:v libx264 -preset veryfast -g 999 -bf 3 -b_strategy 0"},
        {"keys-open.mp4",
         clip + "-c:v libx264 -preset veryfast -g 25 -bf 3 -x264-params open-gop=1"},
        {"keys-hevc.mp4", clip
                              + "-c:v libx265 -preset ultrafast -x265-params "
                                "log-level=none:keyint=20:open-gop=1"},
        {"keys-vp9.webm", clip + "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 15"},
        {"keys-late.mkv", clip + "-c:v libx264 -preset veryfast -g 20 -output_ts_offset 3"},
    };
    for (const auto& [name, arguments] : films) {
        const auto file = made_media(name, arguments);
        INFO(name);
        REQUIRE(!file.empty());
        check_joins(file, {1'000, 2'500, 4'990});
    }
}

TEST_CASE("joined after its end a film shows its last frame") {
    const auto film = real_media("big_buck_bunny_720p.mp4");
    const auto joined = frames_of(film, Seconds(3'600));
    REQUIRE(joined.size() == 1);
    CHECK(joined.front().md5 == ffmpeg_frame_md5s(film, "-pix_fmt yuv420p").back());
}

TEST_CASE("a container without an index is decoded from its start and nothing is lost") {
    const auto file = made_media("no-index.ts", clip + "-c:v mpeg2video -r 25 -q:v 4");
    const auto all = frames_of(file, Microseconds(0));
    const auto joined = frames_of(file, Seconds(3));
    REQUIRE(joined.size() == all.size());
    CHECK(joined.back().md5 == all.back().md5);
}

TEST_CASE("the sound of a film joined in its middle begins with that moment") {
    const auto file = made_media(
        "rising-steps.mkv",
        "-f lavfi -i testsrc=size=160x120:rate=25:duration=4 -f lavfi -i "
        "\"aevalsrc=0.2*floor(t+0.5)|0.2*floor(t+0.5):s=48000:d=4\" -c:v libx264 -preset "
        "veryfast -g 30 -pix_fmt yuv420p -c:a pcm_s16le");
    Decoding decoding(file, from(Milliseconds(2'000), Sound::decoded));
    std::vector<float> heard;
    std::vector<float> piece(480 * sound_channels);
    REQUIRE(decoding.wait_until([&] { return decoding.client().next() != nullptr; }));
    const auto sound = decoding.client().sound();
    REQUIRE(sound);
    CHECK(sound->begins() == 2 * sound_rate);
    // A step from 0.4 to 0.6 half a second later, 0.2 to 0.4 half a second before the beginning.
    REQUIRE(decoding.wait_until([&] {
        decoding.client().take();
        const std::size_t frames = sound->read(piece);
        heard.insert(heard.end(), piece.begin(),
                     piece.begin() + static_cast<std::ptrdiff_t>(frames * sound_channels));
        return heard.size() >= sound_rate * sound_channels;
    }));
    const auto level = [&](double seconds) {
        return heard[static_cast<std::size_t>(seconds * sound_rate) * sound_channels];
    };
    CHECK(level(0.25) == Approx(0.4).margin(0.05));
    CHECK(level(0.45) == Approx(0.4).margin(0.05));
    CHECK(level(0.55) == Approx(0.6).margin(0.05));
}
