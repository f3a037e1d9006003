// A set of displays as one bit each, by their positions in a FleetIndex. A value.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace marquee::manager {

class DisplaySet {
public:
    static constexpr std::size_t word_bits = 64;

    DisplaySet() = default;
    // Empty, for displays 0 to size - 1.
    explicit DisplaySet(std::size_t size)
        : size_(size), words_((size + word_bits - 1) / word_bits) {}

    std::size_t size() const { return size_; } // of the fleet, not of the set
    bool contains(std::size_t display) const {
        return (words_[display / word_bits] >> (display % word_bits) & 1) != 0;
    }
    bool empty() const;
    std::size_t count() const;

    void add(std::size_t display) {
        words_[display / word_bits] |= std::uint64_t{1} << (display % word_bits);
    }
    void remove(std::size_t display) {
        words_[display / word_bits] &= ~(std::uint64_t{1} << (display % word_bits));
    }
    // Displays first to last - 1.
    void add_range(std::size_t first, std::size_t last);

    // Both sides are of one fleet.
    DisplaySet& operator|=(const DisplaySet& other);
    DisplaySet& operator&=(const DisplaySet& other);
    DisplaySet& operator-=(const DisplaySet& other);
    void complement();

    // Display d is bit d % 64 of word d / 64; bits past the end are 0.
    std::span<const std::uint64_t> words() const { return words_; }

    // `visit(display)` in ascending order.
    template<typename Visit>
    void for_each(const Visit& visit) const {
        for (std::size_t word = 0; word < words_.size(); ++word) {
            for (std::uint64_t bits = words_[word]; bits != 0; bits &= bits - 1) {
                visit(word * word_bits + static_cast<std::size_t>(std::countr_zero(bits)));
            }
        }
    }

    friend bool operator==(const DisplaySet&, const DisplaySet&) = default;

private:
    std::size_t size_ = 0;
    std::vector<std::uint64_t> words_;
};

} // namespace marquee::manager
