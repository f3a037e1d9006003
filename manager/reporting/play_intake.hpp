// Takes in what players showed, exactly once.
#pragma once

#include <cstdint>

#include "common/clock.hpp"
#include "manager/ports/database.hpp"
#include "manager/reporting/day_calendar.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::manager {

// Any thread; writes the database.
class PlayIntake {
public:
    PlayIntake(Database& database, const Zoneinfo& zones, const Clock& clock)
        : database_(database), calendar_(zones), clock_(clock) {}

    // Returns the highest number held durably for that display. Numbers held already change
    // nothing; numbers skipped are counted as lost, because a player delivers in order.
    // `device` and errors: see check_owner.
    Result<std::uint64_t> take(const PlaySegment& segment, const Player& device);

private:
    Database& database_;
    DayCalendar calendar_;
    const Clock& clock_;
};

} // namespace marquee::manager
