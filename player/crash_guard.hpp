// Keeps content that ends the player from ending it for ever: after a few starts the slate alone is
// shown, and the network, by which better content comes.
//
//   STATE/starts        start_record.hpp, one line a fact under "marquee-starts 1"
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include "common/clock.hpp"
#include "common/log.hpp"
#include "player/start_record.hpp"

namespace marquee::player {

// Any thread; blocks on the disk when something changed, never while drawing. What the disk refuses
// is logged, and the show goes on. Content that was put off is tried again after a rest, and at
// once when it is other content; it counts as good when it held for limits::crash_window_seconds.
class CrashGuard {
public:
    // What a display shall be shown, and whether something of it was left out.
    struct Admitted {
        PresentationPtr presentation;
        bool put_off = false;
    };
    using Receiver = std::function<void(const Admitted&)>;

    // Counts this start. A record that cannot be read is set aside. `receiver` gets every
    // presentation, one at a time, on the thread that calls admit() or attend().
    CrashGuard(std::filesystem::path directory, const std::string& machine_boot, const Clock& clock,
               const Log& log, Receiver receiver);

    // Every presentation on its way to the displays.
    void admit(const PresentationPtr& presentation);

    // Now and then: begins a trial that is due, and ends one that held.
    void attend();

    // This life ends in order, or not by its content's fault.
    void forgive();

private:
    void keep();
    Admitted judged(const PresentationPtr& presentation) const;

    const std::filesystem::path file_;
    const Clock& clock_;
    const Log& log_;
    const Receiver receiver_;

    std::mutex mutex_;
    StartRecord record_;                            // guarded by mutex_
    std::map<DisplayId, PresentationPtr> admitted_; // guarded by mutex_; as they came
    std::optional<Microseconds> due_;               // guarded by mutex_; next trial, or its end
    bool complained_ = false;                       // guarded by mutex_; of the disk, once
};

// Attends on a thread of its own, from construction to destruction.
class CrashGuardThread {
public:
    CrashGuardThread(CrashGuard& guard, const Clock& clock);
    CrashGuardThread(const CrashGuardThread&) = delete;
    ~CrashGuardThread();

private:
    SystemSleeper sleeper_;
    std::jthread thread_;
};

} // namespace marquee::player
