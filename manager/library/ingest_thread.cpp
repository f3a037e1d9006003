#include "manager/library/ingest_thread.hpp"

#include <utility>

namespace marquee::manager {

namespace {

constexpr Seconds retry_after{60};
constexpr Seconds look_interval{3'600}; // without a bell: one could be lost

} // namespace

IngestThread::IngestThread(Database& database, BlobStore& blobs, BlobGate& gate,
                           IngestOptions options, const Clock& clock, const Log& log)
    : work_(database, blobs, gate, std::move(options), clock, log), clock_(clock), log_(log) {
    thread_ = std::thread([this] { run(); });
}

IngestThread::~IngestThread() {
    stopping_ = true;
    sleeper_.wake();
    thread_.join();
}

void IngestThread::wake() {
    sleeper_.wake();
}

std::optional<Error> IngestThread::trouble() const {
    const std::lock_guard lock(mutex_);
    return trouble_;
}

void IngestThread::run() {
    while (!stopping_) {
        const Microseconds next = look();
        if (!stopping_) {
            sleeper_.wait_until(next);
        }
    }
}

Microseconds IngestThread::look() {
    Status going = resumed_ ? Status{} : work_.resume();
    resumed_ = going.has_value();
    for (bool more = going.has_value(); more && !stopping_;) {
        const auto outcome = work_.work_one([this] { return stopping_.load(); });
        more = outcome == IngestWork::Outcome::one_done;
        if (!outcome) {
            going = tl::unexpected<Error>(outcome.error());
        }
    }
    if (!going && !stopping_) {
        log_.failure(LogLevel::warning, "ingest", "waits", going.error());
    }
    const std::lock_guard lock(mutex_);
    trouble_ = going ? std::nullopt : std::optional<Error>(going.error());
    return clock_.monotonic() + (going ? look_interval : retry_after);
}

} // namespace marquee::manager
