// Keeps bytes from going while they come: who puts a blob and writes the row that names it, and who
// removes a row and then its blob, do so one after the other.
#pragma once

#include <mutex>

namespace marquee::manager {

class BlobGate {
public:
    // Held until the returned object goes. Any thread; blocks for another's writes, so nothing slow
    // (hashing, copying) is done inside.
    [[nodiscard]] std::unique_lock<std::mutex> enter() { return std::unique_lock(mutex_); }

private:
    std::mutex mutex_;
};

} // namespace marquee::manager
