// The part of the chronicle that hands its journals over to the manager.
#include <utility>

#include "player/report/chronicle.hpp"
#include "player/report/planned_dark.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view room = "report";

} // namespace

void Chronicle::know(const PresentationPtr& presentation) {
    const std::lock_guard lock(journals_);
    const auto known = displays_.find(presentation->display);
    if (known != displays_.end() && known->second.gap && !known->second.planned) {
        known->second.planned = presentation;
    }
}

// Once the time is proven, both ends of the gap can be placed as well as they ever will be.
void Chronicle::explain_gap(Display& display, const Moment& at) {
    if (!display.gap || !display.planned || !at.proven) {
        return;
    }
    const Gap gap = *std::exchange(display.gap, std::nullopt);
    const PresentationPtr planned = std::exchange(display.planned, nullptr);
    const auto placed = [&](const Moment& moment, const Life& life) {
        const bool corrected = !moment.proven && life.machine_boot == parts_.life.machine_boot;
        return corrected ? at.utc - (at.monotonic - moment.monotonic) : moment.utc;
    };
    const Interval time{placed(gap.from, gap.before), placed(gap.to, parts_.life)};
    std::vector<UptimeEntry> dark;
    for (const Interval& interval : planned_dark(*planned, time)) {
        const auto moment = [](Instant utc) { return Moment{Microseconds{-1}, utc, true, true}; };
        dark.push_back(
            {UptimeMeasure::off, gap.before, moment(interval.from), moment(interval.to)});
    }
    append(display, dark);
}

bool Chronicle::due(const std::optional<Microseconds>& sent) const {
    return !sent || parts_.clock.monotonic() - *sent >= parts_.delivery_interval;
}

std::optional<PlaySegment> Chronicle::plays_due() {
    const std::lock_guard lock(journals_);
    take_in();
    for (auto& [id, display] : displays_) {
        if (!display.plays || display.disowned) {
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
        if (!display.uptime || display.disowned) {
            continue;
        }
        const Moment at = now();
        if (due(display.uptime_sent)) { // the time since the last report is worth one
            display.uptime_sent = at.monotonic;
            explain_gap(display, at);
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

void Chronicle::disowned(const DisplayId& id) {
    const std::lock_guard lock(journals_);
    display_of(id).disowned = true;
}

} // namespace marquee::player
