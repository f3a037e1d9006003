// How many bytes of request bodies are in memory at once, over all peers.
#pragma once

#include <atomic>
#include <cstddef>

namespace marquee::manager {

// Any thread.
class MemoryBudget {
public:
    explicit MemoryBudget(std::size_t bytes_max) : bytes_max_(bytes_max) {}

    // False, and nothing is taken, when there is not so much left.
    [[nodiscard]] bool take(std::size_t bytes) {
        const std::size_t before = taken_.fetch_add(bytes);
        if (before + bytes > bytes_max_) {
            taken_.fetch_sub(bytes);
            return false;
        }
        return true;
    }
    void give_back(std::size_t bytes) { taken_.fetch_sub(bytes); }

private:
    const std::size_t bytes_max_;
    std::atomic<std::size_t> taken_ = 0;
};

} // namespace marquee::manager
