#include "manager/publishing/display_set.hpp"

#include <algorithm>

namespace marquee::manager {

namespace {

constexpr std::uint64_t all = ~std::uint64_t{0};

} // namespace

bool DisplaySet::empty() const {
    return std::all_of(words_.begin(), words_.end(), [](std::uint64_t word) { return word == 0; });
}

std::size_t DisplaySet::count() const {
    std::size_t sum = 0;
    for (const std::uint64_t word : words_) {
        sum += static_cast<std::size_t>(std::popcount(word));
    }
    return sum;
}

void DisplaySet::add_range(std::size_t first, std::size_t last) {
    if (first >= last) {
        return;
    }
    const std::size_t first_word = first / word_bits;
    const std::size_t last_word = (last - 1) / word_bits;
    const std::uint64_t from_first = all << (first % word_bits);
    const std::uint64_t to_last = all >> (word_bits - 1 - (last - 1) % word_bits);
    if (first_word == last_word) {
        words_[first_word] |= from_first & to_last;
        return;
    }
    words_[first_word] |= from_first;
    std::fill(words_.begin() + static_cast<std::ptrdiff_t>(first_word) + 1,
              words_.begin() + static_cast<std::ptrdiff_t>(last_word), all);
    words_[last_word] |= to_last;
}

DisplaySet& DisplaySet::operator|=(const DisplaySet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] |= other.words_[i];
    }
    return *this;
}

DisplaySet& DisplaySet::operator&=(const DisplaySet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] &= other.words_[i];
    }
    return *this;
}

DisplaySet& DisplaySet::operator-=(const DisplaySet& other) {
    for (std::size_t i = 0; i < words_.size(); ++i) {
        words_[i] &= ~other.words_[i];
    }
    return *this;
}

void DisplaySet::complement() {
    for (std::uint64_t& word : words_) {
        word = ~word;
    }
    if (const std::size_t used = size_ % word_bits; used != 0) {
        words_.back() &= all >> (word_bits - used);
    }
}

} // namespace marquee::manager
