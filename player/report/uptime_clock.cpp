#include "player/report/uptime_clock.hpp"

#include <algorithm>

namespace marquee::player {

UptimeRecord place(const UptimeEntry& entry, const Moment& now, const std::string& machine_boot,
                   const PlacedBefore* before) {
    const bool same_machine = entry.life.machine_boot == machine_boot;
    const auto utc_of = [&](const Moment& moment) {
        const bool corrected = !moment.proven && now.proven && same_machine;
        return corrected ? now.utc - (now.monotonic - moment.monotonic) : moment.utc;
    };
    UptimeRecord record;
    record.measure = entry.measure;
    record.boot_id = entry.life.boot_id;
    record.trusted = (same_machine && now.proven) || (entry.from.trusted && entry.to.trusted);
    const bool goes_on = before != nullptr && before->machine_boot == entry.life.machine_boot
                         && before->monotonic == entry.from.monotonic
                         && entry.from.monotonic >= Microseconds{0}; // negative: only UTC is known
    record.interval.from = goes_on ? before->utc : utc_of(entry.from);
    record.interval.to = std::max(record.interval.from, utc_of(entry.to));
    return record;
}

} // namespace marquee::player
