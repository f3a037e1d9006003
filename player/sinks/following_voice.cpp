#include "player/sinks/following_voice.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace marquee::player {

namespace {

constexpr std::int64_t never = std::numeric_limits<std::int64_t>::min();
constexpr double jump_frames = sound_rate * 0.1;
constexpr double correction_frames = sound_rate * 2.0; // an error is worked off over two seconds
constexpr double ratio_change_max = 0.005;
constexpr std::size_t margin_frames = 4; // what interpolation needs around a block, and rounding

float gain_of(std::int32_t volume_percent) {
    return static_cast<float>(std::clamp(volume_percent, 0, 100)) / 100.0F;
}

// Catmull-Rom between b and c.
float between(float a, float b, float c, float d, float place) {
    const float slope = 0.5F * (c - a);
    const float curve = a - 2.5F * b + 2.0F * c - 0.5F * d;
    const float bend = 0.5F * (d - a) + 1.5F * (b - c);
    return ((bend * place + curve) * place + slope) * place + b;
}

} // namespace

FollowingVoice::FollowingVoice(std::shared_ptr<AudioStream> stream, std::int32_t volume_percent,
                               std::size_t block_frames_max)
    : stream_(std::move(stream)),
      gain_wanted_(gain_of(volume_percent)),
      gain_(gain_of(volume_percent)),
      start_us_(never),
      position_(static_cast<double>(stream_->begins())),
      window_((block_frames_max + block_frames_max / 64 + 2 * margin_frames) * sound_channels),
      held_(1) {} // silence before the first sample

void FollowingVoice::set_start(Microseconds monotonic) {
    start_us_.store(monotonic.count(), std::memory_order_relaxed);
}

void FollowingVoice::set_volume(std::int32_t percent) {
    gain_wanted_.store(gain_of(percent), std::memory_order_relaxed);
}

void FollowingVoice::mix(std::span<float> out, Microseconds heard_at) {
    const std::int64_t start_us = start_us_.load(std::memory_order_relaxed);
    if (start_us == never) {
        return;
    }
    const double wanted = static_cast<double>(heard_at.count() - start_us) * sound_rate / 1e6;
    double error = wanted - position_;
    if (is_fresh_ && error < 0) { // it begins within this block, or later
        const auto silent = static_cast<std::size_t>(std::llround(-error));
        if (silent >= out.size() / sound_channels) {
            return;
        }
        out = out.subspan(silent * sound_channels);
        error = 0;
    }
    if (error < -jump_frames) {
        return; // the picture is behind: wait for it
    }
    double ratio = 1;
    if (error > jump_frames || (is_fresh_ && error >= 1)) {
        skip(error);
        gain_ = 0; // in the middle of the sound: no click
    } else {
        ratio += std::clamp(error / correction_frames, -ratio_change_max, ratio_change_max);
    }
    is_fresh_ = false;
    add_resampled(out, ratio);
}

// Forwards without hearing; as far as there is sound.
void FollowingVoice::skip(double frames) {
    auto left = static_cast<std::size_t>(frames);
    while (left > 0) {
        const std::size_t most = window_.size() / sound_channels - margin_frames;
        const std::size_t step = std::min(left, most);
        const std::size_t had = held_;
        fill(step + 1);
        const std::size_t moved = std::min(step, held_ - 1);
        std::copy(window_.begin() + static_cast<std::ptrdiff_t>(moved * sound_channels),
                  window_.begin() + static_cast<std::ptrdiff_t>(held_ * sound_channels),
                  window_.begin());
        held_ -= moved;
        position_ += static_cast<double>(moved);
        left -= moved;
        if (moved == 0 || (moved < step && held_ <= had)) {
            return;
        }
    }
}

// True when the window holds so many sample frames.
bool FollowingVoice::fill(std::size_t frames) {
    frames = std::min(frames, window_.size() / sound_channels);
    if (held_ < frames) {
        held_ += stream_->read(
            std::span(window_).subspan(held_ * sound_channels, (frames - held_) * sound_channels));
    }
    return held_ >= frames;
}

void FollowingVoice::add_resampled(std::span<float> out, double ratio) {
    const std::size_t wanted = out.size() / sound_channels;
    double place = position_ - std::floor(position_); // in the window, after its first frame
    fill(static_cast<std::size_t>(static_cast<double>(wanted) * ratio + place) + margin_frames);
    const float gain_end = gain_wanted_.load(std::memory_order_relaxed);
    const float gain_step = (gain_end - gain_) / static_cast<float>(wanted);
    std::size_t done = 0;
    for (; done < wanted; ++done) {
        const auto whole = static_cast<std::size_t>(place);
        if (whole + 3 >= held_) {
            break; // no more sound yet: the rest stays silent
        }
        gain_ += gain_step;
        const auto part = static_cast<float>(place - static_cast<double>(whole));
        const float* frame = window_.data() + whole * sound_channels;
        for (std::size_t channel = 0; channel < sound_channels; ++channel) {
            out[done * sound_channels + channel] +=
                gain_
                * between(frame[channel], frame[channel + 2], frame[channel + 4],
                          frame[channel + 6], part);
        }
        place += ratio;
    }
    gain_ = gain_end;
    const auto passed = static_cast<std::size_t>(place);
    std::copy(window_.begin() + static_cast<std::ptrdiff_t>(passed * sound_channels),
              window_.begin() + static_cast<std::ptrdiff_t>(held_ * sound_channels),
              window_.begin());
    held_ -= passed;
    position_ = std::floor(position_) + place;
}

} // namespace marquee::player
