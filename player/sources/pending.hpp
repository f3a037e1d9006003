// A result that one thread makes and another waits for without waiting.
#pragma once

#include <atomic>
#include <optional>

#include "schemas/model/error.hpp"

namespace marquee::player {

// Shared by both threads. put() once, by the maker.
template<typename T>
class Pending {
public:
    void put(Result<T> result) {
        result_ = std::move(result);
        there_.store(true, std::memory_order_release);
    }

    // Null until it is there.
    const Result<T>* look() const {
        return there_.load(std::memory_order_acquire) ? &*result_ : nullptr;
    }

private:
    std::optional<Result<T>> result_; // written before, read after there_ is true
    std::atomic<bool> there_ = false;
};

} // namespace marquee::player
