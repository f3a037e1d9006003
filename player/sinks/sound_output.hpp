// The loudspeaker of a player: sound goes to the device while there is one, and keeps its place
// while there is none.
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>

#include "common/clock.hpp"
#include "player/ports/audio_sink.hpp"
#include "player/sinks/device_clock.hpp"
#include "player/sinks/sound_device.hpp"
#include "player/sinks/sound_mixer.hpp"
#include "player/sinks/sound_trace.hpp"

namespace marquee::player {

// A device that is lost, or stops asking for sound, is closed and tried again after
// limits::output_retry_ms, then ever more seldom. Meanwhile all voices are mixed into nothing at
// their own pace, so that what comes back is where the pictures are.
//
// A device that nobody wants is closed too, since an open one asks for silence 47 times a second:
// when no voice is open, nobody keeps it awake and the last ten seconds were silent. It rests until
// it is wanted, and is looked after now and then. Resting, it counts as there; but one that does
// not ask for sound is lost, and does not rest.
//
// Nothing here waits for a device but tend().
class SoundOutput final : public AudioSink {
public:
    static constexpr Microseconds retry_max{8'000'000};        // of a device that was there
    static constexpr Microseconds first_retry_max{64'000'000}; // of one that never was
    // Without being asked for a block. A sound server that was idle may first play the two seconds
    // of silence it has ready (PulseAudio's null sink does).
    static constexpr Microseconds stalled_after{3'000'000};
    static constexpr Microseconds rests_after{1'000'000}; // of being wanted by nobody
    static constexpr Microseconds rest_max{300'000'000};  // then it is seen whether it is there

    // Told by tend() when the device is there, or is not any more, or never was.
    using Listener = std::function<void(const Status& state)>;

    // Any thread: tend() is wanted at once.
    using Alarm = std::function<void()>;

    // Opens the device; the references outlive the output.
    SoundOutput(SoundDevices& devices, const Clock& clock, Listener changed = {},
                Alarm wanted = {});

    // Any thread.
    std::unique_ptr<AudioVoice> open(std::shared_ptr<AudioStream> stream,
                                     std::int32_t volume_percent) override;
    bool audible() const override { return was_there_; }
    std::shared_ptr<const void> keep_awake() override;

    // What is heard now really reaches a device; otherwise why not. Any thread.
    Status state() const;

    // What reached the device in the last seconds. Any thread.
    const SoundTrace& trace() const { return trace_; }

    // Looks after the device; returns when to call again. One thread: SoundKeeper's.
    Microseconds tend();

private:
    void feed(std::span<float> out);
    void open_device(Microseconds now);
    void attend_device(Microseconds now);
    bool wanted();
    void ask_to_tend() const;
    void give_up(Error why, Microseconds now);
    void pass_over(Microseconds now);
    void set_state(Status state);

    SoundDevices& devices_;
    const Clock& clock_;
    Listener changed_;
    Alarm wanted_;
    const std::shared_ptr<const void> wakeful_ = std::make_shared<int>(); // a copy for each who is
    SoundMixer mixer_;
    SoundTrace trace_;
    DeviceClock device_clock_;            // of the device's thread
    std::atomic<std::int64_t> fed_us_{0}; // when the device asked last
    std::atomic<bool> was_there_{false};

    mutable std::mutex mutex_;
    Status state_; // guarded by mutex_

    // Of the thread that tends.
    bool told_ = false;
    bool resting_ = false;
    Microseconds wanted_at_{0}; // when somebody last did
    Microseconds rested_at_{0};
    Microseconds retry_at_{0};
    Microseconds retry_after_{0};
    Microseconds passed_to_{0};           // without a device, sound was passed over until here
    std::unique_ptr<SoundDevice> device_; // last: it asks for sound until it is gone
};

// Tends an output on a thread of its own, from construction to destruction: whenever it is due, and
// when the sleeper is woken.
class SoundKeeper {
public:
    SoundKeeper(SoundOutput& output, Sleeper& sleeper);
    SoundKeeper(const SoundKeeper&) = delete;
    ~SoundKeeper();

private:
    Sleeper& sleeper_;
    std::jthread thread_;
};

} // namespace marquee::player
