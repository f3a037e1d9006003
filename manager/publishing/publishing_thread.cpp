#include "manager/publishing/publishing_thread.hpp"

#include <utility>

namespace marquee::manager {

namespace {

constexpr Seconds retry_after{10};
constexpr Seconds renewal_interval{24 * 3'600};

bool nothing(const Affected& affected) {
    return affected == Affected{};
}

} // namespace

PublishingThread::PublishingThread(Publisher& publisher, PlayerHints& hints, StaffEvents& events,
                                   const Clock& clock, const Log& log)
    : publisher_(publisher),
      hints_(hints),
      events_(events),
      clock_(clock),
      log_(log),
      waiting_{.everything = true} {
    thread_ = std::thread([this] { run(); });
}

PublishingThread::~PublishingThread() {
    stopping_ = true;
    sleeper_.wake();
    thread_.join();
}

void PublishingThread::request(const Affected& affected) {
    {
        const std::lock_guard lock(mutex_);
        waiting_.add(affected);
    }
    sleeper_.wake();
}

void PublishingThread::run() {
    Microseconds renewal = clock_.monotonic() + renewal_interval;
    while (!stopping_) {
        Microseconds until = renewal;
        if (const Affected affected = take(); !nothing(affected)) {
            pass_began_ = clock_.monotonic();
            const Affected again = pass(affected);
            pass_began_ = Microseconds::max();
            if (!nothing(again)) {
                const std::lock_guard lock(mutex_);
                waiting_.add(again);
                until = clock_.monotonic() + retry_after;
            }
        }
        if (!stopping_) {
            sleeper_.wait_until(until);
        }
        if (clock_.monotonic() >= renewal) {
            renewal += renewal_interval;
            const std::lock_guard lock(mutex_);
            waiting_.everything = true;
        }
    }
}

// What has to be looked at again.
Affected PublishingThread::pass(const Affected& affected) {
    const Result<Published> published = publisher_.publish(affected);
    if (!published) {
        log_.failure(LogLevel::error, "publishing", "pass_failed", published.error());
        return affected;
    }
    for (const ManifestHead& head : published->issued) {
        log_.info("publishing", "manifest_issued",
                  {{"display", head.display}, {"number", to_string(head.number)}});
    }
    for (const PlayerId& player : published->concerned) {
        hints_.hint(player, HintReason::manifest);
    }
    if (!published->issued.empty()) {
        events_.tell(Subject::displays); // what they shall show
    }
    Affected again;
    for (const Published::Failure& failure : published->failed) {
        log_.failure(LogLevel::error, "publishing", "display_failed", failure.error,
                     {{"display", failure.display}});
        again.displays.push_back(failure.display);
    }
    return again;
}

Affected PublishingThread::take() {
    const std::lock_guard lock(mutex_);
    return std::exchange(waiting_, {});
}

} // namespace marquee::manager
