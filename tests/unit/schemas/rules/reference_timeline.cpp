#include "tests/unit/schemas/rules/reference_timeline.hpp"

#include <algorithm>

#include "tests/unit/schemas/rules/reference_days.hpp"

namespace marquee::tests {

using namespace std::chrono;

namespace {

constexpr days reach{70};
constexpr days reach_of_rules{400}; // a run of theirs may last a year

struct Offset {
    Instant from;
    Instant until;
    seconds offset;
};

std::vector<Offset> offsets_of(const ZoneRules& zone) {
    std::vector<Offset> all{{Instant::min(), Instant::max(), seconds{zone.offset_seconds_before}}};
    for (const ZoneTransition& transition : zone.transitions) {
        all.back().until = transition.at;
        all.push_back({transition.at, Instant::max(), seconds{transition.offset_seconds}});
    }
    return all;
}

struct Candidate {
    ScheduleId id;
    const ProgramRef* program;
    Interval run;
};

bool valid(const ProgramRef& program, Instant now, bool trusted) {
    const bool begun = !trusted || !program.not_before || *program.not_before <= now;
    return begun && (!program.not_after || now < *program.not_after);
}

rules::Slot turn_at(const std::vector<Candidate>& all, Instant now) {
    if (all.size() == 1) {
        return {all[0].program->id, all[0].id, all[0].run.from, all[0].run.to};
    }
    Instant start = all[0].run.from;
    for (const Candidate& each : all) {
        start = std::max(start, each.run.from);
    }
    Microseconds round{0};
    for (const Candidate& each : all) {
        round += each.program->cycle;
    }
    // Whole rounds first, then one turn after the other.
    start += (now - start) / round * round;
    for (;;) {
        for (const Candidate& each : all) {
            const Instant end = start + each.program->cycle;
            if (now < end) {
                return {each.program->id, each.id, start, std::min(end, each.run.to)};
            }
            start = end;
        }
    }
}

} // namespace

Instant reference_instant(const ZoneRules& zone, local_seconds local) {
    const std::vector<Offset> all = offsets_of(zone);
    for (const Offset& each : all) {
        const Instant guess{local.time_since_epoch() - each.offset};
        if (each.from <= guess && guess < each.until) {
            return guess; // in order: the first occurrence
        }
    }
    for (std::size_t i = 0;; ++i) { // in a gap: told by the offset before it
        const Instant before{local.time_since_epoch() - all.at(i).offset};
        const Instant after{local.time_since_epoch() - all.at(i + 1).offset};
        if (before >= all[i].until && after < all[i + 1].from) {
            return before;
        }
    }
}

ReferenceTimeline::ReferenceTimeline(const Manifest& manifest, Interval span)
    : manifest_(manifest), span_(span) {
    std::sort(manifest_.schedules.begin(), manifest_.schedules.end(),
              [](const Schedule& a, const Schedule& b) { return a.id < b.id; });
    for (const Schedule& schedule : manifest_.schedules) {
        schedules_.push_back(open(schedule.times));
    }
    for (const Times& times : manifest_.off_hours) {
        off_.push_back(open(times));
    }
    for (const LevelCap& cap : manifest_.brightness.caps) {
        brightness_caps_.push_back(open(cap.times));
    }
    for (const LevelCap& cap : manifest_.volume.caps) {
        volume_caps_.push_back(open(cap.times));
    }
}

ReferenceTimeline::Opened ReferenceTimeline::open(const Times& times) const {
    Opened opened{{},
                  times.dates.first.has_value(),
                  times.dates.last.has_value(),
                  !times.on.empty() || !times.exceptions.empty()};
    const days far = opened.ruled ? reach_of_rules : reach;
    const auto last = floor<days>(span_.to) + far;
    for (auto at = floor<days>(span_.from) - far; at <= last; at += days{1}) {
        const LocalDate date{at};
        for (const DailyWindow& window : reference_windows(times, date, manifest_.holidays)) {
            const local_seconds start = local_days{date} + seconds{window.start.seconds};
            local_seconds end = local_days{date} + seconds{window.end.seconds};
            if (window.end <= window.start) {
                end += days{1};
            }
            const Interval interval{reference_instant(manifest_.zone, start),
                                    reference_instant(manifest_.zone, end)};
            if (interval.from < interval.to) {
                opened.windows.push_back(interval);
            }
        }
    }
    if (opened.ruled) {
        join_within_years(opened);
    }
    return opened;
}

// Takes every window apart at the new years, puts together what touches within a year.
void ReferenceTimeline::join_within_years(Opened& opened) const {
    std::vector<Interval> joined;
    const int year = static_cast<int>(LocalDate{floor<days>(span_.from)}.year());
    for (int each = year - 2; each <= year + 2; ++each) {
        const auto first = [&](int of) {
            return reference_instant(manifest_.zone,
                                     local_days{LocalDate{std::chrono::year{of} / January / 1}});
        };
        std::vector<Interval> parts;
        for (const Interval& window : opened.windows) {
            const Interval part{std::max(window.from, first(each)),
                                std::min(window.to, first(each + 1))};
            if (part.from < part.to) {
                parts.push_back(part);
            }
        }
        std::sort(parts.begin(), parts.end(),
                  [](const Interval& a, const Interval& b) { return a.from < b.from; });
        std::optional<Interval> growing;
        for (const Interval& part : parts) {
            if (growing && part.from <= growing->to) {
                growing->to = std::max(growing->to, part.to);
                continue;
            }
            if (growing) {
                joined.push_back(*growing);
            }
            growing = part;
        }
        if (growing) {
            joined.push_back(*growing);
        }
    }
    opened.windows = joined;
}

std::optional<Interval> ReferenceTimeline::run(const Opened& opened, Instant now) const {
    Interval found{now, now};
    if (opened.ruled) {
        for (const Interval& each : opened.windows) {
            if (each.from <= now && now < each.to) {
                return each;
            }
        }
        return std::nullopt;
    }
    for (bool grown = true; grown;) {
        grown = false;
        for (const Interval& each : opened.windows) {
            const bool touches = found.from == found.to
                                     ? each.from <= now && now < each.to
                                     : each.from <= found.to && each.to >= found.from;
            const Interval joined{std::min(found.from, each.from), std::max(found.to, each.to)};
            if (touches && joined != found) {
                found = joined;
                grown = true;
            }
        }
    }
    if (found.from == found.to) {
        return std::nullopt;
    }
    if (!opened.has_first && found.from <= span_.from - days{50}) {
        found.from = Instant{};
    }
    if (!opened.has_last && found.to >= span_.to + days{50}) {
        found.to = rules::never;
    }
    return found;
}

const ProgramRef* ReferenceTimeline::program(const ProgramId& id) const {
    for (const ProgramRef& each : manifest_.programs) {
        if (each.id == id) {
            return &each;
        }
    }
    return nullptr;
}

bool ReferenceTimeline::off_at(Instant now) const {
    return std::any_of(off_.begin(), off_.end(),
                       [&](const Opened& off) { return run(off, now).has_value(); });
}

bool ReferenceTimeline::approved(const ProgramRef& program, Instant now) const {
    return valid(program, now, true);
}

std::optional<Interval> ReferenceTimeline::run_of(const Schedule& schedule, Instant now) const {
    for (std::size_t i = 0; i < manifest_.schedules.size(); ++i) {
        if (manifest_.schedules[i].id == schedule.id && now < manifest_.not_after
            && approved(*program(schedule.program), now)) {
            return run(schedules_[i], now);
        }
    }
    return std::nullopt;
}

// Looks at all points for the last one before and the first one after, and tries every percent.
std::int32_t ReferenceTimeline::level(const LevelRules& rules, const std::vector<Opened>& caps,
                                      Instant now) const {
    constexpr std::int64_t day = 86'400;
    const auto wall = rules::to_local(manifest_.zone, now).local;
    const std::int64_t second = floor<seconds>(wall - floor<days>(wall)).count();
    std::int64_t since = day;     // the point before
    std::int64_t ahead = 2 * day; // the point after
    std::int64_t before = 0;
    std::int64_t after = 0;
    for (const LevelPoint& each : rules.curve) {
        const std::int64_t ago = (second - each.at.seconds + day) % day;
        if (ago <= since) { // of several at one time the last
            since = ago;
            before = each.percent;
        }
        if (day - ago < ahead) { // and the first
            ahead = day - ago;
            after = each.percent;
        }
    }
    std::int32_t percent = 100;
    const std::int64_t exact = before * ahead + after * since; // in parts of since + ahead
    while (!rules.curve.empty() && 2 * exact < (2 * percent - 1) * (since + ahead)) {
        --percent;
    }
    for (std::size_t i = 0; i < caps.size(); ++i) {
        if (run(caps[i], now)) {
            percent = std::min(percent, rules.caps[i].percent);
        }
    }
    return percent;
}

rules::Levels ReferenceTimeline::levels(Instant now, rules::ClockTrust clock) const {
    if (clock == rules::ClockTrust::untrusted) {
        return {100, manifest_.volume_percent};
    }
    const std::int32_t loud = level(manifest_.volume, volume_caps_, now) * manifest_.volume_percent;
    return {level(manifest_.brightness, brightness_caps_, now),
            loud / 100 + (loud % 100 + 50) / 100};
}

rules::Timeline ReferenceTimeline::at(Instant now, rules::ClockTrust clock) const {
    const bool trusted = clock == rules::ClockTrust::trusted;
    rules::Timeline answer;
    for (const Opened& off : off_) {
        if (trusted && run(off, now)) {
            answer.rung = Rung::off;
            return answer;
        }
    }
    for (const PriorityClass level :
         {PriorityClass::urgent, PriorityClass::high, PriorityClass::normal, PriorityClass::low}) {
        std::vector<Candidate> holding;
        for (std::size_t i = 0; i < manifest_.schedules.size(); ++i) {
            const Schedule& schedule = manifest_.schedules[i];
            const ProgramRef* shown = program(schedule.program);
            std::optional<Interval> when;
            if (trusted) {
                when = run(schedules_[i], now);
            } else if (schedule.any_time) {
                when = Interval{Instant{}, rules::never};
            }
            if (schedule.priority == level && shown != nullptr && when && now < manifest_.not_after
                && valid(*shown, now, trusted)) {
                holding.push_back({schedule.id, shown, *when});
            }
        }
        if (!holding.empty()) {
            answer.rung = Rung::scheduled;
            answer.slots = {turn_at(holding, now)};
            return answer;
        }
    }
    std::vector<Candidate> filler;
    for (const ProgramId& id : manifest_.filler) {
        const ProgramRef* shown = program(id);
        if (shown != nullptr && valid(*shown, now, trusted)) {
            filler.push_back({ScheduleId{}, shown, {Instant{}, rules::never}});
        }
    }
    if (!filler.empty()) {
        answer.rung = Rung::filler;
        answer.slots = {turn_at(filler, now)};
    }
    return answer;
}

} // namespace marquee::tests
