#include "player/vigil.hpp"

#include <cstdlib>

namespace marquee::player {
namespace {

const std::string content = "content";

} // namespace

Vigil::Vigil(const Parts& parts)
    : parts_(parts),
      notice_(ServiceNotice::address_from_environment()),
      crashes_(parts.state, parts.machine_boot, parts.clock, parts.log,
               [this](const CrashGuard::Admitted& admitted) { show(admitted); }),
      crashes_thread_(crashes_, parts.clock),
      life_({parts.loop, notice_, parts.clock, [this](const Hang& hang) { end_hung(hang); }}) {}

void Vigil::show(const CrashGuard::Admitted& admitted) {
    const DisplayId& display = admitted.presentation->display;
    if (admitted.put_off) {
        parts_.watch.quarantined(display, {content, "crash_loop",
                                           "put off: the player ended again and again with it",
                                           parts_.judged.read().utc});
    } else if (!display.empty()) {
        parts_.watch.released(display, content);
    }
    parts_.show(admitted.presentation);
}

void Vigil::end_in_order(bool begins_anew) {
    if (begins_anew) {
        notice_.begins_anew(); // systemd kills what says that it stops and does not
    } else {
        notice_.stopping();
    }
    crashes_.forgive();
}

// Nothing in here can be got going again; whoever supervises the process starts another.
void Vigil::end_hung(const Hang& hang) {
    const auto silent = std::chrono::floor<Milliseconds>(hang.silent);
    parts_.log.error("player", "render_stuck",
                     {{"silent_ms", silent.count()}, {"in_output", hang.in_output}});
    notice_.status("the render thread hangs; ending");
    if (hang.in_output) {
        crashes_.forgive(); // a desktop that hangs says nothing about the content
    }
    std::abort();
}

} // namespace marquee::player
