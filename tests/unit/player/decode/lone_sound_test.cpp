// Sound by itself, from files that are nothing else and from films.
#include <catch2/catch.hpp>

#include <csignal>
#include <cstring>
#include <fstream>
#include <string>
#include <utility>

#include "tests/unit/player/decode/hearing.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

// Two seconds, left 440 Hz and right 1 kHz, at half of full scale.
const std::string two_tones =
    R"(-f lavfi -i "aevalsrc=0.5*sin(2*PI*440*t)|0.5*sin(2*PI*1000*t):s=44100:d=2" )";

constexpr double mono_half = 0.5 * 0.7071; // on both sides, by ITU-R BS.775

// A tone of its own in every channel, at a fifth of full scale.
std::string channels(const std::string& layout, const std::string& hertz) {
    std::string tones;
    for (std::size_t at = 0; at < hertz.size();) {
        const std::size_t end = std::min(hertz.find(' ', at), hertz.size());
        tones += (tones.empty() ? "" : "|");
        tones += "0.2*sin(2*PI*" + hertz.substr(at, end - at) + "*t)";
        at = end + 1;
    }
    return "-f lavfi -i \"aevalsrc=" + tones + ":s=48000:d=2:c=" + layout + "\" -c:a pcm_f32le";
}

// What ffmpeg makes of the file in two channels.
std::vector<float> folded_by_ffmpeg(const std::filesystem::path& file) {
    const auto raw = made_media(file.filename().string() + ".f32",
                                "-i " + file.string() + " -ac 2 -ar 48000 -f f32le");
    const auto bytes = bytes_of(raw);
    std::vector<float> samples(bytes.size() / sizeof(float));
    std::memcpy(samples.data(), bytes.data(), samples.size() * sizeof(float));
    return samples;
}

double first_sound(const std::vector<float>& samples) {
    std::size_t at = 0;
    while (at < samples.size() && std::abs(samples[at]) < 0.02F) {
        ++at;
    }
    return static_cast<double>(at / sound_channels) / sound_rate;
}

} // namespace

TEST_CASE("every kind of sound file is heard, each channel where it belongs") {
    const auto [name, how] = GENERATE(table<std::string, std::string>({
        {"tones.wav", ""},
        {"tones.flac", ""},
        {"tones.mp3", "-c:a libmp3lame -b:a 192k"},
        {"tones.m4a", "-c:a aac -b:a 192k"},
        {"tones.aac", "-c:a aac -b:a 192k"},
        {"tones.ogg", "-c:a libvorbis -q:a 6"},
        {"tones.opus", "-c:a libopus -b:a 160k"},
    }));
    INFO(name);
    const auto file = made_media(name, two_tones + how);
    REQUIRE_FALSE(file.empty());
    Decoding decoding(file, sound_request());
    const auto heard = hear_all(decoding);
    CHECK(decoding.client().state() == DecodeState::ended);
    CHECK(decoding.client().info()->size == Size{});
    CHECK(seconds_of(heard) == Approx(2).margin(0.06));
    const auto middle = part_of(heard, 0.5, 1.5);
    CHECK(tone_strength(middle, 0, 440) == Approx(0.5).margin(0.05));
    CHECK(tone_strength(middle, 1, 1'000) == Approx(0.5).margin(0.05));
    CHECK(tone_strength(middle, 0, 1'000) < 0.02);
    // No encoder's delay is heard, but ADTS does not tell it: a frame of 1,024 samples.
    CHECK(first_sound(heard) < (name == "tones.aac" ? 0.024 : 0.003));
}

TEST_CASE("a sound joined in its middle begins there") {
    // 200 Hz in the first second, 400 in the second and so on.
    const std::string stairs =
        R"(-f lavfi -i "aevalsrc=0.5*sin(2*PI*200*(1+floor(t))*t):s=48000:d=6" )";
    const std::string name = GENERATE("stairs.wav", "stairs.mp3", "stairs.m4a", "stairs.opus",
                                      "stairs.flac", "stairs.aac");
    INFO(name);
    const auto file = made_media(name, stairs);
    Decoding decoding(file, sound_request(3'500'000us));
    REQUIRE(decoding.wait_until([&] { return decoding.client().sound_begun(); }));
    CHECK(decoding.client().sound()->begins() == 3.5 * sound_rate);
    const auto heard = hear_all(decoding);
    CHECK(seconds_of(heard) == Approx(2.5).margin(0.06));
    CHECK(tone_strength(part_of(heard, 0.05, 0.45), 0, 800) == Approx(mono_half).margin(0.04));
    CHECK(tone_strength(part_of(heard, 0.55, 1.45), 0, 1'000) == Approx(mono_half).margin(0.04));
}

TEST_CASE("a sound joined after its end is silence, and no failure") {
    Decoding decoding(made_media("tones.wav", two_tones), sound_request(60s));
    REQUIRE(decoding.wait_until([&] { return decoding.client().state() != DecodeState::running; }));
    CHECK(decoding.client().state() == DecodeState::ended);
    CHECK(decoding.client().sound_begun());
}

TEST_CASE("of a film, its sound is heard where its picture would be shown") {
    const auto file = made_media(
        "late-sound.mkv",
        "-f lavfi -i testsrc=size=160x120:rate=25:duration=2 -itsoffset 0.5 -f lavfi -i "
        "\"aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=1\" -map 0:v -map 1:a -c:v libx264 -preset "
        "veryfast -pix_fmt yuv420p -c:a pcm_s16le");
    Decoding decoding(file, sound_request());
    const auto heard = hear_all(decoding);
    CHECK(first_sound(heard) == Approx(0.5).margin(0.002));
    CHECK_FALSE(decoding.client().next());
}

TEST_CASE("sound longer than the picture is heard to its end") {
    const auto file = made_media(
        "long-sound.mkv",
        "-f lavfi -i testsrc=size=160x120:rate=25:duration=1 -f lavfi -i "
        "\"aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=7\" -map 0:v -map 1:a -c:v libx264 -preset "
        "veryfast -pix_fmt yuv420p -c:a pcm_s16le");
    Decoding decoding(file, video_request(Sound::decoded));
    CHECK(seconds_of(hear_all(decoding)) == Approx(7).margin(0.01));
}

TEST_CASE("a gap in the sound is silence of its length") {
    const auto file = made_media(
        "gap.mkv",
        R"(-f lavfi -i "aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=3,aselect='not(between(t,1,2))'" -c:a pcm_s16le)");
    Decoding decoding(file, sound_request());
    const auto heard = hear_all(decoding);
    CHECK(seconds_of(heard) == Approx(3).margin(0.05));
    CHECK(tone_strength(part_of(heard, 0.1, 0.9), 0, 440) == Approx(mono_half).margin(0.02));
    CHECK(tone_strength(part_of(heard, 1.1, 1.9), 0, 440) < 0.001);
    CHECK(tone_strength(part_of(heard, 2.1, 2.9), 0, 440) == Approx(mono_half).margin(0.02));
}

TEST_CASE("many channels are folded down to two by ITU-R BS.775, as ffmpeg does") {
    struct Tone {
        double hertz;
        double left;
        double right;
    };
    const auto [layout, hertz, tones] =
        GENERATE(table<std::string, std::string, std::vector<Tone>>({
            // Mono: 3 dB down on both sides, the same power as before.
            {"mono", "300", {{300, 0.7071, 0.7071}}},
            // FL FR FC LFE BL BR
            {"5.1",
             "300 500 700 900 1100 1300",
             {{300, 1, 0},
              {500, 0, 1},
              {700, 0.7071, 0.7071},
              {900, 0, 0},
              {1100, 0.7071, 0},
              {1300, 0, 0.7071}}},
            // FL FR FC LFE BL BR SL SR
            {"7.1",
             "300 500 700 900 1100 1300 1500 1700",
             {{300, 1, 0},
              {500, 0, 1},
              {700, 0.7071, 0.7071},
              {900, 0, 0},
              {1100, 0.7071, 0},
              {1300, 0, 0.7071},
              {1500, 0.7071, 0},
              {1700, 0, 0.7071}}},
        }));
    INFO(layout);
    const auto file = made_media("channels-" + layout + ".mkv", channels(layout, hertz));
    Decoding decoding(file, sound_request());
    const auto heard = part_of(hear_all(decoding), 0.5, 1.5);
    const auto reference = part_of(folded_by_ffmpeg(file), 0.5, 1.5);
    for (const Tone& tone : tones) {
        INFO(tone.hertz);
        CHECK(tone_strength(heard, 0, tone.hertz) == Approx(0.2 * tone.left).margin(0.002));
        CHECK(tone_strength(heard, 1, tone.hertz) == Approx(0.2 * tone.right).margin(0.002));
        CHECK(tone_strength(heard, 0, tone.hertz)
              == Approx(tone_strength(reference, 0, tone.hertz)).margin(0.001));
        CHECK(tone_strength(heard, 1, tone.hertz)
              == Approx(tone_strength(reference, 1, tone.hertz)).margin(0.001));
    }
}

TEST_CASE("odd sample rates become 48 kHz, in pitch and length") {
    const int rate = GENERATE(8'000, 11'025, 22'050, 37'800, 96'000, 192'000);
    INFO(rate);
    const auto file = made_media(
        "rate-" + std::to_string(rate) + ".wav",
        "-f lavfi -i \"aevalsrc=0.5*sin(2*PI*440*t):s=" + std::to_string(rate) + ":d=2\"");
    Decoding decoding(file, sound_request());
    const auto heard = hear_all(decoding);
    CHECK(seconds_of(heard) == Approx(2).margin(0.01));
    CHECK(tone_strength(part_of(heard, 0.5, 1.5), 0, 440) == Approx(mono_half).margin(0.02));
}

TEST_CASE("what is no sound is refused by name") {
    CHECK(Decoding(real_media("photo_landscape_exif6.jpg"), sound_request()).failure()
          == ErrorCode::unsupported_media);
    CHECK(Decoding(real_media("README.md"), sound_request()).failure()
          == ErrorCode::unsupported_media);
    const auto mute = made_media("mute.mp4", "-f lavfi -i testsrc=size=64x64:rate=25:duration=1 "
                                             "-c:v libx264 -pix_fmt yuv420p");
    CHECK(Decoding(mute, sound_request()).failure() == ErrorCode::unsupported_media);
}

TEST_CASE("a decoder that stops writing sound is given up, one that waits for a listener is not") {
    const auto file =
        made_media("long.wav", R"(-f lavfi -i "aevalsrc=0.5*sin(2*PI*440*t):s=48000:d=60")");
    Decoding decoding(file, sound_request());
    REQUIRE(decoding.wait_until([&] { return decoding.client().sound_begun(); }));
    std::vector<float> piece(4'800 * sound_channels);
    const auto sound = decoding.client().sound();
    // It is full before it waits.
    for (int turn = 0; turn < 100; ++turn) {
        ::poll(nullptr, 0, 5);
        decoding.client().poll(decoding.now());
    }
    decoding.pass(60s);
    decoding.client().poll(decoding.now());
    CHECK(decoding.client().state() == DecodeState::running);
    ::kill(decoding.client().worker(), SIGSTOP);
    sound->read(piece);
    decoding.client().poll(decoding.now());
    decoding.pass(Seconds{4});
    decoding.client().poll(decoding.now());
    REQUIRE(decoding.client().state() == DecodeState::failed);
    CHECK(decoding.client().failure().code == ErrorCode::timed_out);
}

TEST_CASE("the worker of a sound may neither send frames nor claim a shape") {
    const auto accept = [](WorkerGuard& guard, const auto& message) {
        return guard.accept(std::as_bytes(std::span(&message, 1)), 0).has_value();
    };
    message::Info info;
    info.sound = 1;
    WorkerGuard good(message::Medium::sound, {});
    CHECK(accept(good, info));
    CHECK(accept(good, message::End{}));
    info.width = info.height = 16;
    WorkerGuard shaped(message::Medium::sound, {});
    CHECK_FALSE(accept(shaped, info));
    WorkerGuard mute(message::Medium::sound, {});
    CHECK_FALSE(accept(mute, message::Info{}));
    WorkerGuard early(message::Medium::sound, {});
    CHECK_FALSE(accept(early, message::End{}));
    WorkerGuard drawing(message::Medium::sound, {});
    info.width = info.height = 0;
    REQUIRE(accept(drawing, info));
    message::Frame frame;
    frame.width = frame.height = 1;
    frame.offsets[0] = arena::pixels_offset;
    frame.strides[0] = 4;
    CHECK_FALSE(accept(drawing, frame));
    WorkerGuard film(message::Medium::video, {});
    CHECK_FALSE(accept(film, info));
}
