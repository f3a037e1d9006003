// The sound of a video, through the ring.
#include <catch2/catch.hpp>

#include "tests/unit/player/decode/hearing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

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

TEST_CASE("of a film whose turn comes later one frame is decoded, and the rest when it is near") {
    DecodeRequest request = video_request(Sound::decoded);
    request.due = Due::later;
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), request);
    DecodeClient& film = decoding.client();
    const auto has_frame = [&] { return film.next() != nullptr; };
    REQUIRE(decoding.wait_until(has_frame));
    const auto ring = std::dynamic_pointer_cast<SoundRing>(film.sound());
    REQUIRE(ring);
    REQUIRE(decoding.wait_until([&] { return ring->full(); })); // it had the time for more frames
    const auto first = film.take();
    film.poll(decoding.now());
    CHECK_FALSE(film.next());
    decoding.pass(3'600s);
    film.poll(decoding.now());
    CHECK(film.state() == DecodeState::running); // waiting is no silence
    film.begin();
    REQUIRE(decoding.wait_until(has_frame));
    CHECK(film.next()->pts > first->pts);
    int frames = 1;
    while (decoding.next_frame()) {
        ++frames;
    }
    CHECK(frames == 132);
}

TEST_CASE("sound is not decoded where there is no loudspeaker") {
    Decoding decoding(real_media("big_buck_bunny_720p.mp4"), video_request(Sound::none));
    REQUIRE(decoding.next_frame());
    REQUIRE(decoding.client().sound() == nullptr);
}
