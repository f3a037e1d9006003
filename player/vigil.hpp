// What keeps a player under a manager from staying down: its render thread is watched, its starts
// are counted, and the service manager hears of both.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "player/crash_guard.hpp"
#include "player/life_guard.hpp"
#include "player/ports/judged_clock.hpp"
#include "player/report/frame_watch.hpp"

namespace marquee::player {

// From before the render loop runs until after it. Content that was put off is told to the frame
// watch, and so to the manager, as `content` with the code `crash_loop`.
class Vigil {
public:
    struct Parts {
        const std::filesystem::path& state;
        const std::string& machine_boot;
        const RenderLoop& loop;
        FrameWatch& watch;
        const Clock& clock;
        const JudgedClock& judged;
        const Log& log;
        std::function<void(const PresentationPtr&)> show; // any thread
    };

    explicit Vigil(const Parts& parts);

    // Every presentation on its way to the displays. Any thread; blocks on the disk when it is new.
    void admit(const PresentationPtr& presentation) { crashes_.admit(presentation); }

    // The loop is over, in order: for good, or because another run follows in the same process.
    void end_in_order(bool begins_anew);

private:
    void show(const CrashGuard::Admitted& admitted);
    void end_hung(const Hang& hang);

    const Parts parts_;
    const ServiceNotice notice_;
    CrashGuard crashes_;
    CrashGuardThread crashes_thread_;
    LifeGuard life_; // last: it uses the others
};

} // namespace marquee::player
