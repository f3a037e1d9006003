#include "tests/unit/schemas/rules/reference_hours.hpp"

#include <algorithm>
#include <cmath>

#include "tests/unit/schemas/rules/reference_line.hpp"

namespace marquee::tests {

namespace {

constexpr std::size_t step = 30; // seconds between changes of who holds

std::int64_t seconds_of(Microseconds time) {
    return std::chrono::floor<Seconds>(time).count();
}

// How often a program is shown for one play of an interrupt is once: cycles are whole seconds.
std::int64_t play_of(const ProgramRef& program) {
    return seconds_of(program.cycle);
}

bool paced(const Schedule& schedule) {
    return schedule.plays_per_hour_max > 0 || schedule.repeat_gap > Seconds{0};
}

// One round, turn by turn.
template<typename Holders>
std::vector<std::size_t> round_of(const Holders& holders) {
    std::int32_t passes = 1;
    for (const auto& holder : holders) {
        passes = std::max(passes, holder.schedule != nullptr ? holder.schedule->weight : 1);
    }
    std::vector<std::size_t> order;
    for (std::int32_t pass = 0; pass < passes; ++pass) {
        for (std::size_t i = 0; i < holders.size(); ++i) {
            const std::int32_t weight =
                holders[i].schedule != nullptr ? holders[i].schedule->weight : 1;
            if ((pass + 1) * weight / passes > pass * weight / passes) {
                order.push_back(i);
            }
        }
    }
    return order;
}

} // namespace

ReferenceHour::ReferenceHour(const Manifest& manifest, const ReferenceTimeline& timeline,
                             Interval hour)
    : manifest_(manifest), timeline_(timeline), hour_(hour) {
    seconds_.resize(static_cast<std::size_t>(seconds_of(hour.to - hour.from)));
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        if (timeline.off_at(instant(second / step * step))) {
            seconds_[second] = {.rung = Rung::off, .given = true};
        }
    }
    for (const PriorityClass priority :
         {PriorityClass::urgent, PriorityClass::high, PriorityClass::normal, PriorityClass::low}) {
        interrupt(priority);
        take_turns(priority);
    }
    std::vector<Holders> filler;
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        filler.push_back(second % step == 0 ? fillers(second) : filler.back());
    }
    for (const Range& range : ranges(filler)) {
        if (!filler[range.first].empty()) {
            go_round(range, filler[range.first], Rung::filler);
        }
    }
}

std::size_t ReferenceHour::index(Instant now) const {
    return static_cast<std::size_t>(seconds_of(now - hour_.from));
}

Instant ReferenceHour::instant(std::size_t second) const {
    return hour_.from + Seconds{second};
}

const ProgramRef& ReferenceHour::program(const ProgramId& id) const {
    return *std::find_if(manifest_.programs.begin(), manifest_.programs.end(),
                         [&](const ProgramRef& each) { return each.id == id; });
}

// Nobody has it for good.
bool ReferenceHour::free_room(std::size_t second) const {
    return !seconds_[second].given || seconds_[second].cover;
}

ReferenceHour::Holders ReferenceHour::holders(std::size_t second, PriorityClass priority,
                                              bool interrupts) const {
    Holders found;
    for (const Schedule& schedule : manifest_.schedules) {
        if (schedule.priority != priority
            || (schedule.interrupt_seconds_per_hour > 0) != interrupts) {
            continue;
        }
        if (const auto run = timeline_.run_of(schedule, instant(second))) {
            found.push_back({&schedule, &program(schedule.program), *run});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const Holder& a, const Holder& b) { return a.schedule->id < b.schedule->id; });
    return found;
}

ReferenceHour::Holders ReferenceHour::fillers(std::size_t second) const {
    Holders found;
    for (const ProgramId& id : manifest_.filler) {
        const ProgramRef& each = program(id);
        if (timeline_.approved(each, instant(second))) {
            found.push_back({nullptr, &each, {Instant{}, rules::never}});
        }
    }
    return found;
}

// Seconds of the same holders, one after the other.
std::vector<ReferenceHour::Range> ReferenceHour::ranges(const std::vector<Holders>& holders) const {
    std::vector<Range> all;
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        if (second > 0 && holders[second] == holders[second - 1]) {
            ++all.back().second;
        } else {
            all.push_back({second, second + 1});
        }
    }
    return all;
}

void ReferenceHour::give(std::size_t second, const Holder& holder, Instant from) {
    seconds_[second] = {.rung = Rung::scheduled,
                        .program = holder.program->id,
                        .schedule = holder.schedule != nullptr ? holder.schedule->id : ScheduleId{},
                        .from = from,
                        .given = true};
}

std::int64_t ReferenceHour::owed(const std::vector<Holders>& holders, const Schedule& schedule,
                                 std::int64_t play) const {
    std::int64_t held = 0;
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        for (const Holder& holder : holders[second]) {
            held += holder.schedule == &schedule ? 1 : 0;
        }
    }
    const std::int64_t share = schedule.interrupt_seconds_per_hour;
    if (held == static_cast<std::int64_t>(seconds_.size())) {
        const auto due = [&](Instant instant) {
            return seconds_of(instant.time_since_epoch()) * share / (3'600 * play);
        };
        return due(hour_.to) - due(hour_.from);
    }
    // Of a part of the hour that part, and the remainder by the golden ratio.
    const std::int64_t hours = seconds_of(hour_.from.time_since_epoch()) / 3'600;
    const auto turned = static_cast<std::uint64_t>(hours) * 11'400'714'819'323'198'485ULL;
    const double phase = std::ldexp(static_cast<double>(turned >> 11U), -53);
    const double rest =
        static_cast<double>(held * share % (3'600 * play)) / static_cast<double>(3'600 * play);
    return held * share / (3'600 * play) + (phase + rest >= 1 ? 1 : 0);
}

// For every open second how many of them follow in which a schedule holds and nobody more urgent
// comes between.
std::vector<std::int64_t> ReferenceHour::runs(const std::vector<std::size_t>& open,
                                              const std::vector<Holders>& holders,
                                              const ScheduleId& id) const {
    const auto its = [&](std::size_t second) {
        return free_room(second)
               && std::any_of(holders[second].begin(), holders[second].end(),
                              [&](const Holder& each) { return each.schedule->id == id; });
    };
    std::vector<std::int64_t> runs(open.size() + 1, 0);
    for (std::size_t k = open.size(); k-- > 0;) {
        bool goes_on = k + 1 < open.size();
        for (std::size_t second = open[k]; goes_on && second < open[k + 1]; ++second) {
            goes_on = its(second);
        }
        runs[k] = its(open[k]) ? 1 + (goes_on ? runs[k + 1] : 0) : 0;
    }
    runs.pop_back();
    return runs;
}

void ReferenceHour::interrupt(PriorityClass priority) {
    std::vector<Holders> all;
    std::map<ScheduleId, Holder> interrupts;
    std::vector<std::size_t> open;
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        all.push_back(second % step == 0 ? holders(second, priority, true) : all.back());
        for (Holder& holder : all.back()) {
            holder.run = {};
            interrupts.emplace(holder.schedule->id, holder);
        }
        if (free_room(second) && !seconds_[second].given) {
            open.push_back(second);
        }
    }
    std::vector<ReferenceLine::Interrupt> line;
    std::vector<Holder> of_line;
    for (const auto& [id, holder] : interrupts) {
        const std::int64_t play = play_of(*holder.program);
        of_line.push_back(holder);
        line.push_back({play, owed(all, *holder.schedule, play), runs(open, all, id)});
    }
    for (const ReferenceLine::Placed& play : ReferenceLine(line).placed()) {
        for (std::int64_t k = 0; k < line[play.interrupt].play; ++k) {
            const std::size_t second = open[static_cast<std::size_t>(play.begins + k)];
            give(second, of_line[play.interrupt], instant(second) - Seconds{k});
            seconds_[second].cover = true;
        }
    }
}

void ReferenceHour::take_turns(PriorityClass priority) {
    std::vector<Holders> all;
    for (std::size_t second = 0; second < seconds_.size(); ++second) {
        all.push_back(second % step == 0 ? holders(second, priority, false) : all.back());
    }
    for (const Range& range : ranges(all)) {
        const Holders& here = all[range.first];
        if (here.empty()) {
            continue;
        }
        if (std::none_of(here.begin(), here.end(),
                         [](const Holder& each) { return paced(*each.schedule); })) {
            go_round(range, here, Rung::scheduled);
            continue;
        }
        for (std::size_t first = range.first; first < range.second;) { // room by room
            std::size_t last = first;
            while (last < range.second && free_room(last)) {
                ++last;
            }
            if (last > first) {
                deal({first, last}, here);
            }
            first = last + 1;
        }
    }
}

// Of the plays of this hour, whether there may be one more.
bool ReferenceHour::may_play(const Holder& holder, std::size_t begins, std::size_t ends) const {
    const Schedule& schedule = *holder.schedule;
    if (!paced(schedule)) {
        return true;
    }
    const auto found = played_.find(schedule.id);
    const std::vector<Range> plays = found != played_.end() ? found->second : std::vector<Range>{};
    const std::int64_t gap = schedule.repeat_gap.count();
    const std::int64_t half = (gap + 1) / 2;
    const std::int64_t max = schedule.plays_per_hour_max;
    const auto from = static_cast<std::int64_t>(begins);
    if (gap > 0
        && (from < half
            || static_cast<std::int64_t>(ends) + half > std::int64_t(seconds_.size()))) {
        return false;
    }
    if (max > 0 && static_cast<std::int64_t>(plays.size()) >= max) {
        return false;
    }
    return plays.empty()
           || (from >= static_cast<std::int64_t>(plays.back().second) + gap
               && (max == 0
                   || from >= static_cast<std::int64_t>(plays.back().first) + 3'600 / max));
}

void ReferenceHour::deal(Range range, const Holders& holders) {
    std::vector<std::size_t> open;
    for (std::size_t second = range.first; second < range.second; ++second) {
        if (!seconds_[second].given) {
            open.push_back(second);
        }
    }
    const std::vector<std::size_t> order = round_of(holders);
    const std::int64_t hour = seconds_of(hour_.from.time_since_epoch()) / 3'600;
    std::size_t next = static_cast<std::size_t>(hour) % order.size();
    for (std::size_t at = 0; at < open.size();) {
        bool dealt = false;
        for (std::size_t tried = 0; tried < order.size() && !dealt; ++tried) {
            const Holder& holder = holders[order[(next + tried) % order.size()]];
            const std::size_t last =
                std::min(at + static_cast<std::size_t>(play_of(*holder.program)), open.size());
            if (!may_play(holder, open[at], open[last - 1] + 1)) {
                continue;
            }
            for (std::size_t k = at; k < last; ++k) {
                give(open[k], holder, instant(open[k]) - Seconds{k - at});
                seconds_[open[k]].cover = true;
            }
            played_[holder.schedule->id].push_back({open[at], open[last - 1] + 1});
            next = (next + tried + 1) % order.size();
            at = last;
            dealt = true;
        }
        at += dealt ? 0 : 1;
    }
}

void ReferenceHour::go_round(Range range, const Holders& holders, Rung rung) {
    const std::vector<std::size_t> order = round_of(holders);
    Instant anchor = Instant::min();
    std::int64_t length = 0;
    for (const Holder& holder : holders) {
        anchor = std::max(anchor, holder.run.from);
    }
    for (const std::size_t turn : order) {
        length += play_of(*holders[turn].program);
    }
    std::int64_t held_up = 0;
    for (std::size_t second = range.first; second < range.second; ++second) {
        if (!free_room(second)) {
            continue;
        }
        if (seconds_[second].given) {
            ++held_up;
            continue;
        }
        const Instant now = instant(second) - Seconds{held_up};
        if (holders.size() == 1) {
            give(second, holders[0], holders[0].run.from + Seconds{held_up});
        } else {
            std::int64_t position = (seconds_of(now - anchor) % length + length) % length;
            std::size_t turn = 0;
            while (position >= play_of(*holders[order[turn]].program)) {
                position -= play_of(*holders[order[turn]].program);
                ++turn;
            }
            give(second, holders[order[turn]], instant(second) - Seconds{position});
        }
        seconds_[second].rung = rung;
    }
    for (std::size_t second = range.first; second < range.second; ++second) {
        seconds_[second].cover = false; // nobody below has any of it, not even a pause
    }
}

} // namespace marquee::tests
