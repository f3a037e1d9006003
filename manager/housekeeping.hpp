// What the manager does by itself, again and again: renewals, sweeps, retention.
#pragma once

#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct Chore {
    std::string name; // for the log
    Seconds interval;
    std::function<Status()> work; // may block; a failure is logged, and tried again next time
};

// One thread, from construction to destruction. Each chore is first done one interval after the
// start: what must hold at the start is the start's to do.
class Housekeeping {
public:
    Housekeeping(std::vector<Chore> chores, const Clock& clock, Sleeper& sleeper, const Log& log);
    Housekeeping(const Housekeeping&) = delete;
    Housekeeping& operator=(const Housekeeping&) = delete;

private:
    void keep(const std::stop_token& stop);

    std::vector<Chore> chores_;
    const Clock& clock_;
    Sleeper& sleeper_; // this thread's alone
    const Log& log_;
    std::jthread thread_; // last: it uses the others
};

} // namespace marquee::manager
