// What a decoder's sound is, in numbers.
#pragma once

#include <cmath>
#include <numbers>
#include <vector>

#include "tests/unit/player/decode/decoding.hpp"

namespace marquee::player {

// Reads all sound while frames are thrown away.
inline std::vector<float> hear_all(Decoding& decoding) {
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

inline double seconds_of(const std::vector<float>& samples) {
    return static_cast<double>(samples.size()) / sound_channels / sound_rate;
}

// The part of a sound between two times.
inline std::vector<float> part_of(const std::vector<float>& samples, double from, double to) {
    const auto place = [&](double seconds) {
        const auto frame = static_cast<std::size_t>(seconds * sound_rate);
        return samples.begin()
               + static_cast<std::ptrdiff_t>(std::min(frame * sound_channels, samples.size()));
    };
    return {place(from), place(to)};
}

// How strong a tone is in one channel, by Goertzel's algorithm; 1: a full sine.
inline double tone_strength(const std::vector<float>& samples, int channel, double hertz) {
    const std::size_t frames = samples.size() / sound_channels;
    const double step = 2 * std::numbers::pi * hertz / sound_rate;
    double real = 0;
    double imaginary = 0;
    for (std::size_t i = 0; i < frames; ++i) {
        const double sample = samples[i * sound_channels + static_cast<std::size_t>(channel)];
        real += sample * std::cos(step * static_cast<double>(i));
        imaginary += sample * std::sin(step * static_cast<double>(i));
    }
    return 2 * std::hypot(real, imaginary) / static_cast<double>(frames);
}

inline DecodeRequest sound_request(Microseconds start = Microseconds{0}) {
    DecodeRequest request;
    request.medium = message::Medium::sound;
    request.sound = Sound::decoded;
    request.start = start;
    return request;
}

} // namespace marquee::player
