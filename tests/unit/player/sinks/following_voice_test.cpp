#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <cstdlib>
#include <mutex>

#include "common/clock.hpp"
#include "player/sinks/following_voice.hpp"
#include "player/sinks/sdl_sound_devices.hpp"
#include "player/sinks/sound_output.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t block = 480; // 10 ms

// Counts up: sample frame n is n ÷ a million on the left and its negative on the right.
class CountingStream final : public AudioStream {
public:
    explicit CountingStream(std::size_t frames, std::size_t begins = 0)
        : frames_(frames), begins_(begins), next_(begins) {}

    std::uint64_t begins() const override { return begins_; }

    std::size_t read(std::span<float> samples) override {
        std::size_t done = 0;
        for (; done < samples.size() / 2 && next_ < frames_; ++done, ++next_) {
            samples[done * 2] = static_cast<float>(next_) / 1e6F;
            samples[done * 2 + 1] = -samples[done * 2];
        }
        return done;
    }

private:
    std::size_t frames_;
    std::size_t begins_;
    std::size_t next_;
};

std::vector<float> mixed(FollowingVoice& voice, Microseconds at, std::size_t frames = block) {
    std::vector<float> out(frames * sound_channels, 0.0F);
    voice.mix(out, at);
    return out;
}

FollowingVoice voice_of(std::size_t frames, std::int32_t volume = 100) {
    return {std::make_shared<CountingStream>(frames), volume, block};
}

} // namespace

TEST_CASE("a voice nobody started is silent") {
    auto voice = voice_of(1'000);
    for (const float sample : mixed(voice, 1s)) {
        CHECK(sample == 0.0F);
    }
}

TEST_CASE("a voice joined in its middle is heard where it should be by then") {
    constexpr std::size_t begins = 10 * sound_rate;
    FollowingVoice voice(std::make_shared<CountingStream>(begins + sound_rate, begins), 100, block);
    voice.set_start(1s);
    CHECK(mixed(voice, 10s)[2 * (block - 1)] == 0.0F); // there is no sound of that moment
    const auto heard = mixed(voice, 11s + 250ms);
    CHECK(std::abs(heard[0]) < 0.002F); // without a click
    const std::size_t last = block - 1;
    CHECK(heard[2 * last] == Approx((begins + sound_rate / 4 + last) / 1e6).margin(2e-6));
    CHECK(heard[2 * last + 1] == Approx(-heard[2 * last]));
}

TEST_CASE("a voice starts at its moment, to the sample") {
    auto voice = voice_of(100'000);
    voice.set_start(1'005'000us);
    const auto early = mixed(voice, 990'000us);
    CHECK(std::all_of(early.begin(), early.end(), [](float s) { return s == 0.0F; }));
    const auto first = mixed(voice, 1s);
    CHECK(first[239 * 2] == 0.0F);
    CHECK(first[241 * 2] == Approx(1e-6).margin(1e-9));
    CHECK(first[479 * 2] == Approx(239e-6).margin(1e-9));
    CHECK(first[479 * 2 + 1] == Approx(-239e-6).margin(1e-9));
    const auto second = mixed(voice, 1'010'000us);
    CHECK(second[0] == Approx(240e-6).margin(1e-9));
}

TEST_CASE("a voice that joins late starts in the middle") {
    auto voice = voice_of(1'000'000);
    voice.set_start(0us);
    const auto out = mixed(voice, 2s);
    CHECK(std::abs(out[0]) < 0.001F); // without a click
    CHECK(out[2 * (block - 1)] == Approx(96'479e-6).margin(2e-6));
    CHECK(voice.position() == Approx(96'480).margin(2));
}

TEST_CASE("a device that runs slow or fast stays within two milliseconds of the clock") {
    for (const double speed : {0.999, 1.001}) {
        auto voice = voice_of(10'000'000);
        voice.set_start(0us);
        double at_us = 0;
        for (int n = 0; n < 6'000; ++n) { // a minute
            mixed(voice, Microseconds(std::llround(at_us)));
            at_us += 10'000 * speed;
        }
        CHECK(voice.position() / 48.0 == Approx(at_us / 1'000).margin(2.5));
    }
}

TEST_CASE("a jump of the schedule is followed by a jump of the sound") {
    auto voice = voice_of(10'000'000);
    voice.set_start(0us);
    mixed(voice, 0us);
    voice.set_start(-5s); // the picture is five seconds further
    mixed(voice, 10'000us);
    CHECK(voice.position() == Approx(5.02 * sound_rate).margin(2));
    voice.set_start(0us); // and back: it waits in silence
    const auto waiting = mixed(voice, 20'000us);
    CHECK(std::all_of(waiting.begin(), waiting.end(), [](float s) { return s == 0.0F; }));
}

TEST_CASE("volume is a share, and voices add up") {
    auto half = voice_of(100'000, 50);
    half.set_start(0us);
    const auto out = mixed(half, 0us);
    CHECK(out[400 * 2] == Approx(200e-6).margin(1e-9));
    auto whole = voice_of(100'000);
    whole.set_start(0us);
    auto sum = out;
    whole.mix(sum, 0us);
    CHECK(sum[400 * 2] == Approx(600e-6).margin(1e-8));
}

TEST_CASE("a voice that is made quieter gets there within a block, evenly") {
    auto voice = voice_of(10'000'000);
    voice.set_start(-100s);  // its samples are all about 4.8
    mixed(voice, -10'000us); // fades in
    const float before = mixed(voice, 0us)[0];
    voice.set_volume(25);
    const auto falling = mixed(voice, 10'000us);
    CHECK(falling[0] == Approx(before).epsilon(0.01));
    CHECK(falling[2 * (block / 2)] == Approx(0.625 * before).epsilon(0.01));
    for (std::size_t i = 1; i < block; ++i) {
        CHECK(std::abs(falling[2 * i] - falling[2 * i - 2]) < 0.01 * before);
    }
    const auto after = mixed(voice, 20'000us);
    CHECK(after[0] == Approx(0.25 * before).epsilon(0.01));
    CHECK(after[2 * (block - 1)] == Approx(after[0]).epsilon(0.01));
}

TEST_CASE("the end of a stream is silence") {
    auto voice = voice_of(100);
    voice.set_start(0us);
    const auto out = mixed(voice, 0us);
    CHECK(out[50 * 2] != 0.0F);
    CHECK(out[400 * 2] == 0.0F);
    CHECK(mixed(voice, 10'000us)[0] == 0.0F);
}

namespace {

// Says when somebody reads.
class AwaitedStream final : public AudioStream {
public:
    std::size_t read(std::span<float>) override {
        const std::lock_guard lock(mutex_);
        reads_ += 1;
        changed_.notify_all();
        return 0;
    }

    bool was_read(int times) {
        std::unique_lock lock(mutex_);
        return changed_.wait_for(lock, 30s, [&] { return reads_ >= times; });
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    int reads_ = 0;
};

} // namespace

TEST_CASE("a sound device asks its voices for sound, again and again") {
    ::setenv("SDL_AUDIODRIVER", "dummy", 1);
    const SystemClock clock;
    SdlSoundDevices devices;
    SoundOutput output(devices, clock);
    REQUIRE(output.state());
    const auto stream = std::make_shared<AwaitedStream>();
    const auto voice = output.open(stream, 100);
    voice->follow(0us, clock.monotonic());
    REQUIRE(stream->was_read(3));
}

TEST_CASE("a machine without a sound device is silent, and says why") {
    ::setenv("SDL_AUDIODRIVER", "none-of-these", 1);
    const SystemClock clock;
    SdlSoundDevices devices;
    const SoundOutput output(devices, clock);
    REQUIRE_FALSE(output.state());
    CHECK(output.state().error().code == ErrorCode::unreachable);
    CHECK_FALSE(output.audible());
}
