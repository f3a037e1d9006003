// Randomness, and the secrets made of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace marquee {

// Where random bytes come from; programs take one as they take a Clock. Any thread.
class Randomness {
public:
    virtual ~Randomness() = default;

    // Never fails and never gives predictable bytes (outside tests).
    virtual void fill(std::span<std::uint8_t> bytes) = 0;
};

// The kernel's generator: getrandom(2). Blocks only while a freshly booted device gathers its first
// entropy; aborts where the kernel has no generator, because nothing may run without.
class OsRandomness final : public Randomness {
public:
    void fill(std::span<std::uint8_t> bytes) override;
};

// 256 random bits as 52 characters a-z2-7 (RFC 4648 base32, lower case, no padding): for tokens
// that people copy.
std::string secure_token(Randomness& randomness);

std::string random_bytes(Randomness& randomness, std::size_t bytes);

// `bytes` random bytes as lower-case hexadecimal: for nonces and session names.
std::string random_hex(Randomness& randomness, std::size_t bytes);

// Compares secrets in a time that depends on their lengths only.
bool equal_in_constant_time(std::string_view a, std::string_view b);

} // namespace marquee
