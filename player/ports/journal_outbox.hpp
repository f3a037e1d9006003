// Segments of the journals that wait for the manager.
#pragma once

#include <cstdint>
#include <optional>

#include "schemas/model/journal.hpp"

namespace marquee::player {

// Sync thread; blocks on the disk, never for long.
class JournalOutbox {
public:
    virtual ~JournalOutbox() = default;

    // The next segment that is worth a request by now; none: nothing waits, or not for long enough.
    // The same one again until it is acknowledged.
    virtual std::optional<PlaySegment> plays_due() = 0;
    virtual std::optional<UptimeSegment> uptime_due() = 0;

    // The manager holds everything of that display up to `number`.
    virtual void plays_held(const DisplayId& display, std::uint64_t number) = 0;
    virtual void uptime_held(const DisplayId& display, std::uint64_t number) = 0;

    // The manager says the display is not this player's: it was, under another enrolment. What
    // waits of it is not due any more, so that it holds up nobody.
    virtual void disowned(const DisplayId& display) = 0;
};

} // namespace marquee::player
