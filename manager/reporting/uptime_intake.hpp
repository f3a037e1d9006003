// Takes in when players ran and displays showed, exactly once.
#pragma once

#include <cstdint>
#include <vector>

#include "common/clock.hpp"
#include "manager/ports/database.hpp"
#include "schemas/model/journal.hpp"

namespace marquee::manager {

// What new records come to: rows to store in order, and how far the journal then is. Pure.
//
// A display's time is told of up to the end of its last running record; a player therefore sends
// what it showed before the running record of the same time. Between two running records nothing
// ran. When numbers were lost in between, or a record has no time that can be believed (an
// untrusted clock, or one ahead of ours), nobody can say: that time is unknown.
struct UptimeNews {
    std::vector<UptimeRow> rows;
    UptimeProgress progress;
};

UptimeNews fold_uptime(const UptimeProgress& held, const UptimeSegment& segment, Instant now);

// Any thread; writes the database.
class UptimeIntake {
public:
    UptimeIntake(Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    // As PlayIntake::take.
    Result<std::uint64_t> take(const UptimeSegment& segment, const Player& device);

private:
    Database& database_;
    const Clock& clock_;
};

} // namespace marquee::manager
