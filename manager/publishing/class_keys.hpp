// What tells the classes of displays apart: a key for every display, made of the sets it is in.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "manager/publishing/display_set.hpp"

namespace marquee::manager {

// 128 bits: each set contributes a pattern of its own by XOR, so that displays of the same sets
// have the same key. That two others of a million have it too happens once in 10^26 fleets.
struct ClassKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;

    void add(const ClassKey& other) {
        low ^= other.low;
        high ^= other.high;
    }
    friend bool operator==(const ClassKey&, const ClassKey&) = default;
};

class ClassKeys {
public:
    explicit ClassKeys(std::size_t displays)
        : displays_(displays),
          words_((displays + DisplaySet::word_bits - 1) / DisplaySet::word_bits) {}

    // The next set; an empty one counts too. A whole word of displays at once where it can.
    void add(const DisplaySet& set) {
        const std::uint64_t seed = mixed(++sets_);
        const ClassKey pattern{mixed(seed), mixed(~seed)};
        const auto bits = set.words();
        for (std::size_t word = 0; word < bits.size(); ++word) {
            if (bits[word] == ~std::uint64_t{0}) {
                words_[word].add(pattern);
                continue;
            }
            for (std::uint64_t rest = bits[word]; rest != 0; rest &= rest - 1) {
                displays_[word * DisplaySet::word_bits
                          + static_cast<std::size_t>(std::countr_zero(rest))]
                    .add(pattern);
            }
        }
    }

    ClassKey of(std::size_t display) const {
        ClassKey key = displays_[display];
        key.add(words_[display / DisplaySet::word_bits]);
        return key;
    }

private:
    // splitmix64 (Steele, Lea, Flood 2014): neighbouring numbers become unrelated ones.
    static std::uint64_t mixed(std::uint64_t number) {
        number += 0x9E37'79B9'7F4A'7C15;
        number = (number ^ number >> 30) * 0xBF58'476D'1CE4'E5B9;
        number = (number ^ number >> 27) * 0x94D0'49BB'1331'11EB;
        return number ^ number >> 31;
    }

    std::vector<ClassKey> displays_;
    std::vector<ClassKey> words_; // for all displays of a word
    std::uint64_t sets_ = 0;
};

} // namespace marquee::manager
