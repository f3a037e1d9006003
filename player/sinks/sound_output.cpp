#include "player/sinks/sound_output.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "schemas/model/limits.hpp"

namespace marquee::player {

namespace {

constexpr Microseconds block_time{1'000'000LL * sound_block_frames / sound_rate};
constexpr Microseconds look_interval{250'000};
constexpr Microseconds retry_first = Milliseconds{limits::output_retry_ms};

} // namespace

SoundOutput::SoundOutput(SoundDevices& devices, const Clock& clock, Listener changed, Alarm wanted)
    : devices_(devices),
      clock_(clock),
      changed_(std::move(changed)),
      wanted_(std::move(wanted)),
      retry_after_(retry_first) {
    open_device(clock_.monotonic());
}

std::unique_ptr<AudioVoice> SoundOutput::open(std::shared_ptr<AudioStream> stream,
                                              std::int32_t volume_percent) {
    auto voice = mixer_.open(std::move(stream), volume_percent);
    ask_to_tend();
    return voice;
}

std::shared_ptr<const void> SoundOutput::keep_awake() {
    auto awake = wakeful_;
    ask_to_tend();
    return awake;
}

void SoundOutput::ask_to_tend() const {
    if (wanted_) {
        wanted_();
    }
}

bool SoundOutput::wanted() {
    return wakeful_.use_count() > 1 || !mixer_.idle();
}

Status SoundOutput::state() const {
    const std::lock_guard lock(mutex_);
    return state_;
}

void SoundOutput::set_state(Status state) {
    const bool is_there = state.has_value();
    {
        const std::lock_guard lock(mutex_);
        std::swap(state_, state);
    }
    was_there_ = was_there_ || is_there;
    const bool is_news = !std::exchange(told_, true) || state.has_value() != is_there;
    if (changed_ && is_news) { // not with every time it is tried in vain
        changed_(this->state());
    }
}

// One block is being played while this one is filled.
void SoundOutput::feed(std::span<float> out) {
    const Microseconds now = clock_.monotonic();
    fed_us_.store(now.count(), std::memory_order_relaxed);
    const std::size_t frames = out.size() / sound_channels;
    mixer_.mix(out, device_clock_.block_at(now, frames) + block_time);
    trace_.add(out);
}

void SoundOutput::open_device(Microseconds now) {
    resting_ = false;
    wanted_at_ = now;
    device_clock_ = {};
    mixer_.begin_anew();
    fed_us_ = now.count();
    auto device = devices_.open([this](std::span<float> out) { feed(out); });
    if (!device) {
        give_up(std::move(device.error()), now);
        return;
    }
    device_ = *std::move(device);
    retry_after_ = retry_first;
    set_state({});
}

void SoundOutput::give_up(Error why, Microseconds now) {
    device_.reset();
    passed_to_ = std::max(passed_to_, now);
    retry_at_ = now + retry_after_;
    retry_after_ = std::min(2 * retry_after_, was_there_ ? retry_max : first_retry_max);
    set_state(tl::unexpected(std::move(why)));
}

// So that decoders go on and the voices stay where they belong.
void SoundOutput::pass_over(Microseconds now) {
    std::array<float, sound_block_frames * sound_channels> unheard;
    passed_to_ = std::max(passed_to_, now - look_interval); // after a sleep of the machine
    while (passed_to_ + block_time <= now) {
        mixer_.mix(unheard, passed_to_);
        passed_to_ += block_time;
    }
}

// It may be lost, or go to rest.
void SoundOutput::attend_device(Microseconds now) {
    const Microseconds unasked = now - Microseconds(fed_us_.load());
    if (device_->lost() || unasked > stalled_after) {
        give_up({ErrorCode::unreachable, "the sound device is gone", {}, {}}, now);
        return;
    }
    if (wanted()) {
        wanted_at_ = now;
    } else if (now - wanted_at_ >= rests_after && unasked <= look_interval && trace_.is_silent()) {
        device_.reset();
        resting_ = true;
        rested_at_ = now;
    }
}

Microseconds SoundOutput::tend() {
    const Microseconds now = clock_.monotonic();
    if (device_) {
        attend_device(now);
    } else if (resting_) {
        if (wanted() || now - rested_at_ >= rest_max) {
            open_device(now);
        }
    } else {
        pass_over(now);
        if (now >= retry_at_) {
            open_device(now);
        }
    }
    if (device_) {
        return now + look_interval;
    }
    if (resting_) {
        return rested_at_ + rest_max;
    }
    return mixer_.idle() ? retry_at_ : now + block_time;
}

SoundKeeper::SoundKeeper(SoundOutput& output, Sleeper& sleeper)
    : sleeper_(sleeper), thread_([this, &output](const std::stop_token& stop) {
          while (!stop.stop_requested()) {
              sleeper_.wait_until(output.tend());
          }
      }) {}

SoundKeeper::~SoundKeeper() {
    thread_.request_stop();
    sleeper_.wake();
}

} // namespace marquee::player
