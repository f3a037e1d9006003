// The part of the chronicle that hands its journals over to the manager.
#include "player/report/chronicle.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "report";

} // namespace

bool Chronicle::due(const std::optional<Microseconds>& sent) const {
    return !sent || parts_.clock.monotonic() - *sent >= parts_.delivery_interval;
}

std::optional<PlaySegment> Chronicle::plays_due() {
    const std::lock_guard lock(journals_);
    take_in();
    for (auto& [id, display] : displays_) {
        if (!display.plays) {
            continue;
        }
        const RecordFiles& files = display.plays->files();
        const std::uint64_t waiting = files.next_number() - 1 - files.acknowledged();
        if (waiting == 0
            || (waiting < limits::journal_file_records_max && !due(display.plays_sent))) {
            continue;
        }
        auto segment = display.plays->pending();
        if (!segment) {
            complain("plays_not_read", segment.error());
        } else if (*segment) {
            return std::move(*segment);
        }
    }
    return std::nullopt;
}

std::optional<UptimeSegment> Chronicle::uptime_due() {
    const std::lock_guard lock(journals_);
    take_in();
    for (auto& [id, display] : displays_) {
        if (!display.uptime) {
            continue;
        }
        const Moment at = now();
        if (due(display.uptime_sent)) { // the time since the last report is worth one
            display.uptime_sent = at.monotonic;
            append(display, display.keeper.close(at));
            mark_alive(LifeMarkFile::Strength::kept);
        }
        auto segment = display.uptime->pending(at, parts_.life.machine_boot);
        if (!segment) {
            complain("uptime_not_read", segment.error());
        } else if (*segment) {
            return std::move(*segment);
        }
    }
    return std::nullopt;
}

void Chronicle::plays_held(const DisplayId& id, std::uint64_t number) {
    const std::lock_guard lock(journals_);
    Display& display = display_of(id);
    display.plays_sent = parts_.clock.monotonic();
    if (!display.plays) {
        return;
    }
    if (number >= display.plays->files().next_number()) {
        parts_.log.warning(room, "manager_holds_more_plays", {{"display", id}, {"number", number}});
    }
    if (Status done = display.plays->acknowledge(number); !done) {
        complain("plays_not_acknowledged", done.error());
    }
}

void Chronicle::uptime_held(const DisplayId& id, std::uint64_t number) {
    const std::lock_guard lock(journals_);
    Display& display = display_of(id);
    if (!display.uptime) {
        return;
    }
    if (number >= display.uptime->files().next_number()) {
        parts_.log.warning(room, "manager_holds_more_uptime",
                           {{"display", id}, {"number", number}});
    }
    if (Status done = display.uptime->acknowledge(number); !done) {
        complain("uptime_not_acknowledged", done.error());
    }
}

} // namespace marquee::player
