// Asks marquee-decode what it can decode, so that the player announces what is true on this device.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/child_process.hpp"
#include "common/clock.hpp"
#include "player/decode/descriptor.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Asks at once and is answered later: the program takes its time to start, a player has other
// things to do meanwhile. One thread.
class DecoderAbilities {
public:
    // Never fails: what cannot be started has no answer.
    explicit DecoderAbilities(const std::string& program);

    // The names for Software::capabilities, "video.hevc". Waits until `deadline` (monotonic) at
    // most. not_found, io_failed, timed_out, malformed: what did not start, did not end, or said
    // something else.
    Result<std::vector<std::string>> answer(Microseconds deadline, const Clock& clock);

private:
    Descriptor said_; // nothing ever blocks on it
    Result<Child> child_;
};

} // namespace marquee::player
