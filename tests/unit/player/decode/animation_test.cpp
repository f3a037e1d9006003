// Animated GIF and WebP: each frame whole, at its time, for ever.
#include <catch2/catch.hpp>

#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <fstream>

#include "tests/unit/player/decode/decoding.hpp"
#include "tests/unit/player/decode/gif_maker.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

constexpr Size canvas{4, 4};

DecodeRequest animation_request(Size zone, Microseconds start = Microseconds(0)) {
    return {message::Medium::animation, Fit::contain, zone, Sound::none, start};
}

GifFrame filled(Rect place, std::uint8_t colour, Disposal disposal, int delay_hundredths = 10) {
    return {place,
            std::vector<std::uint8_t>(static_cast<std::size_t>(place.width)
                                          * static_cast<std::size_t>(place.height),
                                      colour),
            delay_hundredths, disposal};
}

// The number of a pixel's colour in the palette; opaque pictures have no alpha to look at.
int colour_at(const Picture& picture, std::int32_t x, std::int32_t y) {
    Colour seen = pixel_at(picture, x, y);
    seen.alpha = picture.format == PixelFormat::bgrx ? 255 : seen.alpha;
    for (std::size_t number = 0; number < gif_palette.size(); ++number) {
        if (gif_palette[number] == seen) {
            return static_cast<int>(number);
        }
    }
    return -1;
}

// Rows of colour numbers; 7 is transparent.
std::string drawn(const Picture& picture) {
    std::string rows;
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        for (std::int32_t x = 0; x < picture.size.width; ++x) {
            rows += static_cast<char>('0' + colour_at(picture, x, y));
        }
        rows += y + 1 < picture.size.height ? "/" : "";
    }
    return rows;
}

// One pixel wide flags in ten colours: frame n is known by its colour.
std::filesystem::path striped(const std::string& name, const std::vector<int>& delays) {
    std::vector<GifFrame> frames;
    for (std::size_t n = 0; n < delays.size(); ++n) {
        frames.push_back(
            filled({0, 0, 4, 4}, static_cast<std::uint8_t>(n), Disposal::keep, delays[n]));
    }
    return written_media(name, make_gif(canvas, frames));
}

std::string pixels_of(const Picture& picture) {
    std::string bytes;
    for (std::int32_t y = 0; y < picture.size.height; ++y) {
        bytes.append(reinterpret_cast<const char*>(picture.planes[0]) + y * picture.strides[0],
                     static_cast<std::size_t>(picture.size.width) * 4);
    }
    return bytes;
}

const std::string clip = "-i {big_buck_bunny_720p.mp4} -an -frames:v 12 ";

} // namespace

TEST_CASE("every frame of a GIF equals ffmpeg's, at its time, round after round") {
    const auto file = made_media(
        "bunny.gif", clip
                         + "-vf 'fps=12.5,scale=160:90,split[a][b];[a]palettegen[p];[b][p]"
                           "paletteuse=diff_mode=rectangle'");
    REQUIRE(!file.empty());
    const auto theirs = ffmpeg_frame_md5s(file, "-pix_fmt bgra");
    REQUIRE(theirs.size() >= 5);
    Decoding decoding(file, animation_request({160, 90}));
    for (std::size_t n = 0; n < 3 * theirs.size(); ++n) {
        const auto frame = decoding.next_frame();
        INFO("frame " << n);
        REQUIRE(frame);
        REQUIRE(frame->pts == Milliseconds(80) * static_cast<std::int64_t>(n));
        REQUIRE(frame->picture.format == PixelFormat::bgrx);
        REQUIRE(md5_of(frame->picture) == theirs[n % theirs.size()]);
    }
}

TEST_CASE("what a GIF's frame leaves behind is what its author said") {
    const auto file = written_media(
        "disposal.gif", make_gif(canvas, {filled({0, 0, 4, 4}, 1, Disposal::keep),
                                          filled({1, 1, 2, 2}, 2, Disposal::to_background),
                                          filled({0, 0, 2, 2}, 3, Disposal::to_previous),
                                          filled({3, 3, 1, 1}, 4, Disposal::none),
                                          {{0, 3, 4, 1}, {7, 5, 7, 5}, 10, Disposal::keep}}));
    Decoding decoding(file, animation_request(canvas));
    for (const char* expected :
         {"1111/1111/1111/1111", "1111/1221/1221/1111", "3311/3371/1771/1111",
          "1111/1771/1771/1114", "1111/1771/1771/1515", "1111/1111/1111/1111"}) {
        const auto frame = decoding.next_frame();
        REQUIRE(frame);
        CHECK(drawn(frame->picture) == expected);
    }
}

TEST_CASE("a frame that claims no time stands for a tenth of a second") {
    Decoding decoding(striped("delays.gif", {0, 1, 2, 3, 50}), animation_request(canvas));
    std::int64_t expected_ms = 0;
    for (const std::int64_t length_ms : {100, 100, 20, 30, 500, 100}) {
        const auto frame = decoding.next_frame();
        REQUIRE(frame);
        CHECK(frame->pts == Milliseconds(expected_ms));
        expected_ms += length_ms;
    }
}

TEST_CASE("joined at any position an animation shows the frame of that moment") {
    const auto file = striped("join.gif", {10, 20, 30, 40}); // a second a round
    struct Join {
        std::int64_t start_ms;
        int colour;
        std::int64_t pts_ms;
    };
    for (const Join& join : {Join{0, 0, 0},
                             {99, 0, 0},
                             {100, 1, 100},
                             {599, 2, 300},
                             {1'600, 3, 1'600},
                             {3'600'299, 1, 3'600'100}}) {
        INFO(join.start_ms << " ms");
        Decoding decoding(file, animation_request(canvas, Milliseconds(join.start_ms)));
        const auto frame = decoding.next_frame();
        REQUIRE(frame);
        CHECK(colour_at(frame->picture, 1, 1) == join.colour);
        CHECK(frame->pts == Milliseconds(join.pts_ms));
        CHECK(colour_at(decoding.next_frame()->picture, 1, 1) == (join.colour + 1) % 4);
    }
}

TEST_CASE("an animation whose clock was set forward goes on at that moment, however far it is") {
    const std::array<std::int64_t, 4> durations_ms{100, 200, 300, 400};
    Decoding decoding(striped("join.gif", {10, 20, 30, 40}), animation_request(canvas));
    REQUIRE(decoding.next_frame());
    struct Jump {
        std::int64_t to_ms;
        int colour;
    };
    for (const Jump& jump :
         {Jump{15'000, 0}, {60'000, 0}, {3'600'250, 1}, {315'360'000'700, 3}}) { // up to ten years
        INFO(jump.to_ms << " ms");
        decoding.client().hurry_to(Milliseconds(jump.to_ms));
        int frames = 0;
        int colour = 0;
        Microseconds ends{0};
        while (ends <= Milliseconds(jump.to_ms)) {
            const auto frame = decoding.next_frame();
            REQUIRE(frame);
            colour = colour_at(frame->picture, 0, 0);
            ends = frame->pts + Milliseconds(durations_ms.at(static_cast<std::size_t>(colour)));
            ++frames;
        }
        CHECK(colour == jump.colour);
        CHECK(frames <= limits::decode_frames_held_max + 2); // those that were on their way
    }
}

TEST_CASE("a frame that stands for minutes is no lie about time") {
    Decoding decoding(striped("slow.gif", {6'000, 10}), animation_request(canvas));
    std::optional<DecodedFrame> frame;
    do {
        frame = decoding.next_frame();
        REQUIRE(frame);
    } while (colour_at(frame->picture, 0, 0) == 0);
    CHECK(frame->pts == Seconds(60));
}

TEST_CASE("an animation asked for as a still picture, or with one frame, is shown once") {
    const auto several = striped("several.gif", {10, 10});
    const auto single = striped("single.gif", {10});
    for (const auto& [file, request] :
         {std::pair{several, picture_request(canvas)},
          {single, animation_request(canvas)},
          {real_media("photo_landscape_exif1.jpg"), animation_request(canvas)}}) {
        Decoding decoding(file, request);
        REQUIRE(decoding.next_frame());
        CHECK_FALSE(decoding.next_frame());
        CHECK(decoding.client().state() == DecodeState::ended);
    }
}

TEST_CASE("an animation is fitted into its zone like any picture") {
    const auto file = striped("fitted.gif", {10, 10});
    Decoding decoding(file, animation_request({30, 20}));
    const auto frame = decoding.next_frame();
    REQUIRE(frame);
    CHECK(frame->picture.size == Size{20, 20});
    CHECK(decoding.client().info()->size == canvas);
}

TEST_CASE("every frame of an animated WebP equals libwebp's, at its time, round after round") {
    const auto file = made_media("bunny-moves.webp",
                                 clip + "-vf 'fps=20,scale=160:90' -c:v libwebp_anim -q:v 80");
    REQUIRE(!file.empty());
    const auto bytes = bytes_of(file);
    const WebPData data{bytes.data(), bytes.size()};
    WebPAnimDecoderOptions options;
    REQUIRE(WebPAnimDecoderOptionsInit(&options) != 0);
    options.color_mode = MODE_bgrA;
    const std::unique_ptr<WebPAnimDecoder, void (*)(WebPAnimDecoder*)> decoder(
        WebPAnimDecoderNew(&data, &options), &WebPAnimDecoderDelete);
    REQUIRE(decoder);
    Decoding decoding(file, animation_request({160, 90}));
    std::int64_t begin_ms = 0;
    for (int round = 0; round < 2; ++round) {
        int end_ms = 0;
        const std::int64_t round_ms = begin_ms;
        for (std::uint8_t* pixels = nullptr; WebPAnimDecoderHasMoreFrames(decoder.get()) != 0;) {
            REQUIRE(WebPAnimDecoderGetNext(decoder.get(), &pixels, &end_ms) != 0);
            const auto frame = decoding.next_frame();
            REQUIRE(frame);
            REQUIRE(frame->pts == Milliseconds(begin_ms));
            REQUIRE(pixels_of(frame->picture)
                    == std::string(reinterpret_cast<const char*>(pixels), 160 * 90 * 4));
            begin_ms = round_ms + end_ms;
        }
        WebPAnimDecoderReset(decoder.get());
    }
    CHECK(begin_ms > 500);
}

TEST_CASE("transparent parts of an animated WebP arrive premultiplied") {
    const auto file = made_media("half-moves.webp",
                                 "-f lavfi -i color=c=0xFF8000@0.5:size=8x8:rate=10:duration=0.3,"
                                 "format=rgba,hue=H=t*3,format=rgba -c:v libwebp_anim -lossless 1 "
                                 "-pix_fmt bgra");
    REQUIRE(!file.empty());
    Decoding decoding(file, animation_request({8, 8}));
    const auto frame = decoding.next_frame();
    REQUIRE(frame);
    REQUIRE(frame->picture.format == PixelFormat::bgra);
    const Colour pixel = pixel_at(frame->picture, 3, 3);
    CHECK(int{pixel.alpha} == Approx(127).margin(2));
    CHECK(int{pixel.red} <= int{pixel.alpha});
}

#ifndef __SANITIZE_ADDRESS__ // which keeps what was freed
TEST_CASE("an animation never holds more memory, however often it goes round") {
    const auto file = made_media("long.gif", "-f lavfi -i testsrc=size=320x240:rate=25:duration=4");
    REQUIRE(!file.empty());
    Decoding decoding(file, animation_request({320, 240}));
    const auto pages = [&] {
        std::ifstream statm("/proc/" + std::to_string(decoding.client().worker()) + "/statm");
        long size = 0;
        long resident = 0;
        statm >> size >> resident;
        return resident;
    };
    const auto play = [&](int frames) {
        for (int n = 0; n < frames; ++n) {
            REQUIRE(decoding.next_frame());
        }
        return pages();
    };
    const long first_round = play(100);
    REQUIRE(first_round > 0);
    CHECK(play(500) <= first_round + 512); // 2 MiB of 100 frames, 30 MiB of pixels a round
}
#endif

TEST_CASE("animations that claim too much are refused by their header") {
    for (const Size claimed : {Size{65'535, 65'535}, {4'097, 4'097}}) {
        const auto file =
            written_media("bomb.gif", make_gif(claimed, {filled({0, 0, 2, 2}, 1, Disposal::keep),
                                                         filled({0, 0, 2, 2}, 2, Disposal::keep)}));
        CHECK(Decoding(file, animation_request(canvas)).failure() == ErrorCode::too_large);
    }
    auto webp = bytes_of(made_media("bunny-moves.webp",
                                    clip + "-vf 'fps=20,scale=160:90' -c:v libwebp_anim -q:v 80"));
    REQUIRE(webp.size() > 30);
    // Its canvas of 8,192 × 8,192, less one: RFC 9649, section 2.7.1.
    constexpr std::array<std::uint8_t, 6> huge{0xFF, 0x1F, 0, 0xFF, 0x1F, 0};
    std::copy(huge.begin(), huge.end(), webp.begin() + 24);
    CHECK(Decoding(written_media("bomb-moves.webp", webp), animation_request(canvas)).failure()
          == ErrorCode::too_large);
}

TEST_CASE("a GIF that was cut off shows what it has") {
    auto bytes = make_gif(
        canvas, {filled({0, 0, 4, 4}, 1, Disposal::keep), filled({0, 0, 4, 4}, 2, Disposal::keep)});
    bytes.resize(bytes.size() - 4);
    Decoding decoding(written_media("cut.gif", bytes), animation_request(canvas));
    const auto frame = decoding.next_frame();
    REQUIRE(frame);
    CHECK(colour_at(frame->picture, 0, 0) == 1);
    bytes.resize(20);
    CHECK(Decoding(written_media("head.gif", bytes), animation_request(canvas)).failure()
          == ErrorCode::damaged_media);
}
