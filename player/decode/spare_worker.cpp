#include "player/decode/spare_worker.hpp"

#include <array>
#include <utility>

namespace marquee::player {

namespace {

void end(const DecodeWorker& worker) {
    worker.process.kill();
    worker.process.reap();
}

// It was asked nothing, so it says nothing.
bool is_fit(const DecodeWorker& worker) {
    std::array<std::byte, message::size_max + 1> packet{};
    return worker.line->receive(packet).delivery == Delivery::nothing;
}

} // namespace

SpareWorker::~SpareWorker() {
    if (const auto worker = take_waiting()) {
        end(*worker);
    }
}

void SpareWorker::prepare() {
    const std::lock_guard lock(mutex_);
    if (waiting_) {
        return;
    }
    if (auto started = start_worker(program_, cleaner_)) {
        waiting_ = std::move(*started);
    }
}

Result<DecodeWorker> SpareWorker::take() {
    if (auto worker = take_waiting()) {
        if (is_fit(*worker)) {
            return std::move(*worker);
        }
        end(*worker);
    }
    return start_worker(program_, cleaner_);
}

std::optional<pid_t> SpareWorker::waiting() const {
    const std::lock_guard lock(mutex_);
    return waiting_ ? std::optional(waiting_->process.id()) : std::nullopt;
}

std::optional<DecodeWorker> SpareWorker::take_waiting() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, std::nullopt);
}

} // namespace marquee::player
