#include "player/sources/chime.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numbers>

#include "schemas/model/program.hpp"

namespace marquee::player {

namespace {

struct Partial {
    double multiple; // of the tone's pitch
    double strength;
    double seconds; // to die away by a factor of e
};

// Upper partials of a bell are not harmonic and fade first; that is what makes it soft.
constexpr std::array partials{Partial{1.0, 0.20, 0.45}, Partial{2.0, 0.06, 0.25},
                              Partial{2.76, 0.03, 0.12}};
constexpr std::array tones_hertz{783.99, 659.26, 523.25}; // G5, E5, C5, equal temperament
constexpr double stroke_seconds = 0.45;
constexpr double attack_seconds = 0.005; // no click
constexpr double fade_seconds = 0.3;     // the end is silence

constexpr auto frames =
    static_cast<std::uint64_t>(chime_length / Milliseconds{1}) * sound_rate / 1'000;

double tone(double hertz, double seconds) {
    double sum = 0;
    for (const Partial& partial : partials) {
        sum += partial.strength * std::exp(-seconds / partial.seconds)
               * std::sin(2 * std::numbers::pi * hertz * partial.multiple * seconds);
    }
    return sum * std::min(1.0, seconds / attack_seconds);
}

} // namespace

float Chime::sample_at(std::uint64_t frame) {
    if (frame >= frames) {
        return 0;
    }
    const double seconds = static_cast<double>(frame) / sound_rate;
    double sum = 0;
    for (std::size_t stroke = 0; stroke < tones_hertz.size(); ++stroke) {
        const double struck = stroke_seconds * static_cast<double>(stroke);
        if (seconds >= struck) {
            sum += tone(tones_hertz[stroke], seconds - struck);
        }
    }
    const double left = static_cast<double>(frames - frame) / sound_rate;
    return static_cast<float>(sum * std::min(1.0, left / fade_seconds));
}

std::size_t Chime::read(std::span<float> samples) {
    const std::uint64_t left = next_ < frames ? frames - next_ : 0;
    const std::uint64_t count = std::min<std::uint64_t>(samples.size() / sound_channels, left);
    for (std::uint64_t i = 0; i < count; ++i) {
        const float sample = sample_at(next_ + i);
        samples[i * sound_channels] = sample;
        samples[i * sound_channels + 1] = sample;
    }
    next_ += count;
    return count;
}

} // namespace marquee::player
