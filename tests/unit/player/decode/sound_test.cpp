// The sound of a video, through the ring.
#include <catch2/catch.hpp>

#include <cmath>

#include "tests/unit/player/decode/decoding.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

// Reads all sound while frames are thrown away.
std::vector<float> hear_all(Decoding& decoding) {
    std::vector<float> heard;
    std::vector<float> piece(4'800 * sound_channels);
    int idle = 0;
    while (idle < 100) { // the last sound comes after the last frame
        const bool is_over = decoding.client().state() != DecodeState::running;
        const auto sound = decoding.client().sound();
        const std::size_t frames = sound ? sound->read(piece) : 0;
        heard.insert(heard.end(), piece.begin(),
                     piece.begin() + static_cast<std::ptrdiff_t>(frames * sound_channels));
        if (frames > 0) {
            idle = 0;
            continue;
        }
        idle += is_over ? 1 : 0;
        decoding.client().take();
        decoding.client().poll(decoding.now());
        pollfd socket{is_over ? -1 : decoding.client().wait_descriptor(), POLLIN, 0};
        ::poll(&socket, 1, 10);
    }
    return heard;
}

// How strong a tone is in one channel from `from` on, by Goertzel's algorithm; 1: a full sine.
double tone_strength(const std::vector<float>& samples, int channel, double hertz) {
    const std::size_t frames = samples.size() / 2;
    const double step = 2 * std::acos(-1.0) * hertz / sound_rate;
    double real = 0;
    double imaginary = 0;
    for (std::size_t i = 0; i < frames; ++i) {
        const double sample = samples[i * 2 + static_cast<std::size_t>(channel)];
        real += sample * std::cos(step * static_cast<double>(i));
        imaginary += sample * std::sin(step * static_cast<double>(i));
    }
    return 2 * std::hypot(real, imaginary) / static_cast<double>(frames);
}

} // namespace

TEST_CASE("left stays left, right stays right, and 44.1 kHz becomes 48") {
    const auto file =
        made_media("tones.mp4",
                   "-f lavfi -i testsrc=size=160x120:rate=25:duration=2 -f lavfi -i "
                   "\"aevalsrc=0.5*sin(2*PI*440*t)|0.5*sin(2*PI*1000*t):s=44100:d=2\" -c:v libx264 "
                   "-preset veryfast -pix_fmt yuv420p -c:a aac -b:a 192k");
    Decoding decoding(file, video_request(Sound::decoded));
    const auto heard = hear_all(decoding);
    CHECK(heard.size() / 2 == Approx(2 * sound_rate).margin(sound_rate / 10));
    CHECK(tone_strength(heard, 0, 440) == Approx(0.5).margin(0.05));
    CHECK(tone_strength(heard, 0, 1'000) < 0.01);
    CHECK(tone_strength(heard, 1, 1'000) == Approx(0.5).margin(0.05));
}

TEST_CASE("the six channels of a film are folded down to two") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::decoded));
    const auto heard = hear_all(decoding);
    CHECK(heard.size() / 2 == Approx(5.3 * sound_rate).margin(sound_rate / 5));
    double loudest = 0;
    for (const float sample : heard) {
        loudest = std::max(loudest, static_cast<double>(std::abs(sample)));
    }
    CHECK(loudest > 0.01);
    CHECK(loudest <= 1.0);
}

TEST_CASE("sound that starts later is preceded by silence of that length") {
    const auto file = made_media(
        "late-sound.mkv",
        "-f lavfi -i testsrc=size=160x120:rate=25:duration=2 -itsoffset 0.5 -f lavfi -i "
        "\"aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=1\" -map 0:v -map 1:a -c:v libx264 -preset "
        "veryfast -pix_fmt yuv420p -c:a pcm_s16le");
    Decoding decoding(file, video_request(Sound::decoded));
    const auto heard = hear_all(decoding);
    std::size_t first = 0;
    while (first < heard.size() && std::abs(heard[first]) < 0.05F) {
        ++first;
    }
    CHECK(static_cast<double>(first / 2) / sound_rate == Approx(0.5).margin(0.01));
}

TEST_CASE("a film nobody listens to plays on") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::decoded));
    int frames = 0;
    while (decoding.next_frame()) {
        ++frames;
    }
    REQUIRE(frames == 132);
}

TEST_CASE("sound is not decoded where there is no loudspeaker") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::none));
    REQUIRE(decoding.next_frame());
    REQUIRE(decoding.client().sound() == nullptr);
}
