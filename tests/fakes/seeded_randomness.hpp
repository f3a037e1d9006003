// Randomness that repeats itself: the same seed gives the same bytes.
#pragma once

#include <random>

#include "common/random.hpp"

namespace marquee {

class SeededRandomness final : public Randomness {
public:
    explicit SeededRandomness(std::uint64_t seed = 1) : engine_(seed) {}

    void fill(std::span<std::uint8_t> bytes) override {
        for (std::uint8_t& byte : bytes) {
            byte = static_cast<std::uint8_t>(engine_());
        }
    }

private:
    std::mt19937_64 engine_;
};

} // namespace marquee
