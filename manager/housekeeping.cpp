#include "manager/housekeeping.hpp"

#include <algorithm>
#include <utility>

namespace marquee::manager {

Housekeeping::Housekeeping(std::vector<Chore> chores, const Clock& clock, Sleeper& sleeper,
                           const Log& log)
    : chores_(std::move(chores)),
      clock_(clock),
      sleeper_(sleeper),
      log_(log),
      thread_([this](const std::stop_token& stop) { keep(stop); }) {}

void Housekeeping::keep(const std::stop_token& stop) {
    const std::stop_callback wake(stop, [this] { sleeper_.wake(); });
    std::vector<Microseconds> due;
    for (const Chore& chore : chores_) {
        due.push_back(clock_.monotonic() + chore.interval);
    }
    while (!stop.stop_requested() && !chores_.empty()) {
        sleeper_.wait_until(*std::min_element(due.begin(), due.end()));
        for (std::size_t i = 0; i < chores_.size() && !stop.stop_requested(); ++i) {
            if (clock_.monotonic() < due[i]) {
                continue;
            }
            if (const Status done = chores_[i].work(); !done) {
                log_.failure(LogLevel::error, "housekeeping", chores_[i].name, done.error());
            }
            due[i] = clock_.monotonic() + chores_[i].interval;
        }
    }
}

} // namespace marquee::manager
