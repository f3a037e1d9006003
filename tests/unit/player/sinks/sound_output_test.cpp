// A device that comes and goes, on a clock moved by hand.
#include "player/sinks/sound_output.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <vector>

#include "player/sinks/device_clock.hpp"
#include "player/sinks/sound_file.hpp"
#include "player/sinks/speaker_sink.hpp"
#include "schemas/model/limits.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/plugged_devices.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;
using namespace marquee::player;
using namespace std::chrono_literals;

namespace {

constexpr Microseconds block_time{1'000'000LL * sound_block_frames / sound_rate};

// Sample frame n is n microunits loud, for ever.
class CountingStream final : public AudioStream {
public:
    std::size_t read(std::span<float> samples) override {
        for (std::size_t i = 0; i < samples.size() / sound_channels; ++i, ++next_) {
            samples[i * 2] = samples[i * 2 + 1] = static_cast<float>(next_) * 1e-7F;
        }
        return samples.size() / sound_channels;
    }

private:
    std::uint64_t next_ = 0;
};

struct Room {
    ManualClock clock{Instant{}, 100s};
    PluggedDevices devices;
    std::vector<bool> news; // told by the listener
    int alarms = 0;
    SoundOutput output{devices, clock,
                       [this](const Status& state) { news.push_back(state.has_value()); },
                       [this] { ++alarms; }};

    // The device plays and the output is tended, block by block.
    std::vector<float> pass(Microseconds time) {
        std::vector<float> heard;
        const Microseconds end = clock.monotonic() + time;
        Microseconds tend_at = clock.monotonic();
        while (clock.monotonic() < end) {
            const auto block = devices.play();
            heard.insert(heard.end(), block.begin(), block.end());
            if (clock.monotonic() >= tend_at) {
                tend_at = output.tend();
            }
            clock.advance(block_time);
        }
        return heard;
    }
};

} // namespace

TEST_CASE("a device that is unplugged is tried again, and the sound is in step when it is back") {
    Room room;
    CHECK(room.output.state());
    const auto voice = room.output.open(std::make_shared<CountingStream>(), 100);
    const Microseconds start = room.clock.monotonic();
    voice->follow(0us, start);
    room.pass(2s);
    room.devices.unplug();
    room.pass(1s);
    CHECK_FALSE(room.output.state());
    CHECK(room.output.state().error().code == ErrorCode::unreachable);
    CHECK(room.output.audible());
    room.pass(60s);
    room.devices.plug();
    while (!room.output.state()) {
        room.pass(block_time);
    }
    room.devices.play(); // fades in
    room.clock.advance(block_time);
    const Microseconds heard_at = room.clock.monotonic() + block_time;
    const auto block = room.devices.play();
    const double belongs = static_cast<double>((heard_at - start).count()) * sound_rate / 1e6;
    CHECK(block[0] * 1e7 == Approx(belongs).margin(sound_rate * 0.001));
    CHECK(room.news == std::vector<bool>{true, false, true});
}

TEST_CASE("a lost device is tried after half a second, then ever more seldom") {
    Room room;
    room.devices.unplug();
    room.pass(300ms);
    const int before = room.devices.tries();
    room.pass(Milliseconds{limits::output_retry_ms} + 300ms);
    CHECK(room.devices.tries() == before + 1);
    room.pass(1'200ms);
    CHECK(room.devices.tries() == before + 2);
    room.pass(120s);
    CHECK(room.devices.tries() <= before + 20);
    CHECK(room.devices.tries() >= before + 15);
}

TEST_CASE("a device that no longer asks for sound is closed and opened again") {
    Room room;
    room.devices.hang();
    room.pass(SoundOutput::stalled_after + 2s);
    CHECK(room.devices.tries() >= 2);
    CHECK(room.news == std::vector<bool>{true, false, true});
}

TEST_CASE("a sound server that first plays two seconds of silence keeps its device") {
    Room room;
    room.devices.play();
    for (Microseconds time{0}; time < 2'100ms; time += 100ms) {
        room.clock.advance(100ms);
        room.output.tend();
    }
    room.pass(1s);
    CHECK(room.devices.tries() == 1);
    CHECK(room.news == std::vector<bool>{true});
}

TEST_CASE("a machine without a device is asked seldom, and finds one that comes") {
    ManualClock clock{Instant{}, 100s};
    PluggedDevices devices;
    devices.unplug();
    SoundOutput output(devices, clock);
    CHECK_FALSE(output.audible());
    for (int second = 0; second < 600; ++second) {
        output.tend();
        clock.advance(1s);
    }
    CHECK(devices.tries() < 20);
    devices.plug();
    for (int second = 0; second < 70; ++second) {
        output.tend();
        devices.play();
        clock.advance(1s);
    }
    CHECK(output.state());
    CHECK(output.audible());
}

TEST_CASE("a device that nobody wants rests, and counts as there") {
    Room room;
    room.pass(900ms);
    CHECK(room.devices.is_open());
    room.pass(500ms);
    CHECK_FALSE(room.devices.is_open());
    CHECK(room.output.state());
    CHECK(room.output.audible());
    CHECK(room.output.tend() >= room.clock.monotonic() + 200s); // nothing to do meanwhile
    CHECK(room.devices.tries() == 1);
    CHECK(room.news == std::vector<bool>{true});
}

TEST_CASE("a voice opened while the device rests is heard in step from the first block on") {
    Room room;
    room.pass(5s);
    REQUIRE_FALSE(room.devices.is_open());
    const int alarms = room.alarms;
    const auto voice = room.output.open(std::make_shared<CountingStream>(), 100);
    CHECK(room.alarms == alarms + 1);
    const Microseconds start = room.clock.monotonic() + 25ms; // as drawn ahead
    voice->follow(0us, start);
    room.output.tend();
    REQUIRE(room.devices.is_open());
    std::vector<float> heard;
    for (int n = 0; n < 10; ++n) {
        const auto block = room.devices.play();
        heard.insert(heard.end(), block.begin(), block.end());
        room.clock.advance(block_time);
    }
    // The device plays a block ahead: the first sample is 25 ms less a block after its first.
    const double silent = static_cast<double>((25ms - block_time).count()) * sound_rate / 1e6;
    const std::size_t probe = 5'000;
    CHECK(heard[probe * 2] * 1e7 == Approx(static_cast<double>(probe) - silent).margin(3));
    CHECK(heard[static_cast<std::size_t>(silent + 10) * 2] * 1e7 == Approx(10).margin(3));
}

TEST_CASE("a device is kept awake for those who will be heard") {
    Room room;
    auto awake = room.output.keep_awake();
    CHECK(room.alarms == 1);
    room.pass(60s);
    CHECK(room.devices.is_open());
    awake.reset();
    room.pass(2s);
    CHECK_FALSE(room.devices.is_open());
    awake = room.output.keep_awake();
    CHECK(room.alarms == 2);
    room.output.tend();
    CHECK(room.devices.is_open());
}

TEST_CASE("a device rests only when what a screenshot shows of it is silence") {
    Room room;
    auto voice = room.output.open(std::make_shared<CountingStream>(), 100);
    voice->follow(100s, room.clock.monotonic());
    room.pass(3s);
    voice.reset();
    room.pass(9s);
    CHECK(room.devices.is_open());
    room.pass(3s);
    CHECK_FALSE(room.devices.is_open());
    CHECK(room.output.trace().is_silent());
}

TEST_CASE("a device that is unplugged while it rests is missed within minutes") {
    Room room;
    room.pass(2s);
    REQUIRE_FALSE(room.devices.is_open());
    room.devices.unplug();
    room.pass(SoundOutput::rest_max);
    CHECK_FALSE(room.output.state());
    room.devices.plug();
    room.pass(10s);
    CHECK(room.output.state());
    CHECK_FALSE(room.devices.is_open()); // and rests again
    CHECK(room.news == std::vector<bool>{true, false, true});
}

TEST_CASE("a loudspeaker's own device never rests") {
    Room room;
    const SpeakerSink sink(room.output);
    room.pass(60s);
    CHECK(room.devices.is_open());
}

TEST_CASE("a voice that ends does not click") {
    Room room;
    auto voice = room.output.open(std::make_shared<CountingStream>(), 100);
    voice->follow(100s, room.clock.monotonic()); // loud: 0.48
    room.pass(500ms);
    voice.reset();
    const auto last = room.devices.play();
    CHECK(last.front() > 0.4F);
    CHECK(last[last.size() - 2] < 0.01F);
    for (std::size_t i = 2; i < last.size(); i += 2) {
        CHECK(std::abs(last[i] - last[i - 2]) < 0.01F);
    }
    CHECK(room.devices.play().front() == 0.0F);
}

TEST_CASE("a loudspeaker shows nothing without its device, and tells when it is lost") {
    Room room;
    SpeakerSink sink(room.output);
    CHECK(sink.size() == Size{});
    CHECK(sink.compose({}));
    CHECK(sink.present(Instant{}));
    CHECK(sink.attend() == SinkEvent::none);
    room.devices.unplug();
    room.pass(400ms);
    CHECK(sink.attend() == SinkEvent::lost);
    CHECK(sink.attend() == SinkEvent::none); // told once
    CHECK_FALSE(sink.compose({}));
    CHECK_FALSE(sink.present(Instant{}));
}

TEST_CASE("a loudspeaker's screenshot is the curve of what was heard") {
    Room room;
    const SpeakerSink sink(room.output);
    const auto lit = [&] {
        const Picture picture = *sink.shown();
        const auto* row =
            reinterpret_cast<const std::uint32_t*>(picture.planes[0] + 28 * picture.strides[0]);
        return row[SoundTrace::size.width - 1] != row[0];
    };
    CHECK(sink.shown()->size == SoundTrace::size);
    CHECK_FALSE(lit());
    const auto voice = room.output.open(std::make_shared<CountingStream>(), 100);
    voice->follow(150s, room.clock.monotonic()); // 0.72: over 28 of 48 rows
    room.pass(200ms);
    CHECK(lit());
}

TEST_CASE("late threads and a wrong clock do not make a device's time jump") {
    const double wrong = GENERATE(0.0, 200e-6, -200e-6);
    DeviceClock device;
    std::uint32_t seed = 7;
    double worst = 0;
    double before = 0;
    const double true_block = 1e6 * sound_block_frames / sound_rate * (1 + wrong);
    for (int n = 0; n < 15'000; ++n) { // five minutes
        seed = seed * 1'664'525U + 1'013'904'223U;
        const double late = (seed >> 16) % 8'000; // up to 8 ms
        const double asked = 1e6 + n * true_block;
        const auto told = static_cast<double>(
            device.block_at(Microseconds(std::llround(asked + late)), sound_block_frames).count());
        if (n > 1'500) {
            worst = std::max(worst, std::abs(told - asked - 4'000)); // their middle
            CHECK(std::abs(told - before - true_block) < 250);       // 1.2 % of a block
        }
        before = told;
    }
    CHECK(worst < 1'500);
}

TEST_CASE("a device that was stopped for a while begins anew") {
    DeviceClock device;
    device.block_at(1s, sound_block_frames);
    CHECK(device.block_at(5s, sound_block_frames) == 5s);
}

TEST_CASE("what is heard can be kept in a file instead") {
    const TemporaryDirectory folder;
    const SystemClock clock;
    const auto file = folder.path() / "heard.wav";
    {
        SoundFile devices(file, clock);
        SoundOutput output(devices, clock);
        REQUIRE(output.state());
    }
    std::ifstream in(file, std::ios::binary);
    std::string head(44, '\0');
    in.read(head.data(), 44);
    CHECK(head.substr(0, 4) == "RIFF");
    CHECK(head.substr(8, 8) == "WAVEfmt ");
    CHECK(static_cast<unsigned char>(head[22]) == 2);
}
