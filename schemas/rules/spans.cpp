#include "schemas/rules/spans.hpp"

#include <algorithm>
#include <tuple>

#include "schemas/model/limits.hpp"
#include "schemas/rules/hour_plan.hpp"

namespace marquee::rules {

namespace {

Share share_of(const Turn& turn, Airtime airtime) {
    const PreparedSchedule* schedule = turn.schedule;
    return {turn.program->id, schedule != nullptr ? schedule->id : ScheduleId{},
            schedule != nullptr && schedule->interrupt_seconds_per_hour > 0, airtime};
}

auto place_of(const Share& share) {
    return std::tuple(share.interrupt, share.schedule.empty(), std::tie(share.schedule),
                      std::tie(share.program));
}

void add(std::vector<Share>& shares, Share share) {
    if (share.airtime.shown == Microseconds{0}) {
        return;
    }
    const auto at =
        std::lower_bound(shares.begin(), shares.end(), share,
                         [](const Share& a, const Share& b) { return place_of(a) < place_of(b); });
    if (at != shares.end() && place_of(*at) == place_of(share)) {
        at->airtime.shown += share.airtime.shown;
        at->airtime.plays += share.airtime.plays;
    } else {
        shares.insert(at, std::move(share));
    }
}

void add_round(std::vector<Share>& shares, const Round& round, Interval part) {
    const std::vector<Airtime> airtime = round.airtime(part);
    for (std::size_t i = 0; i < airtime.size(); ++i) {
        add(shares, share_of(round.turns()[i], airtime[i]));
    }
}

bool same(const Span& one, const Span& other) {
    return one.rung == other.rung && one.in_force == other.in_force
           && std::equal(one.shares.begin(), one.shares.end(), other.shares.begin(),
                         other.shares.end(),
                         [](const Share& a, const Share& b) { return place_of(a) == place_of(b); });
}

class Telling {
public:
    Telling(const Situation& situation, Interval within)
        : situation_(situation), end_(std::min(within.to, never)), now_(within.from) {}

    std::vector<Span> tell() {
        for (std::size_t steps = 0; now_ < end_ && !full_ && steps < limits::timeline_steps_max;
             ++steps) {
            step();
        }
        return std::move(spans_);
    }

private:
    void step() {
        if (const Override* found = override_in_force(situation_, now_)) {
            const bool black = std::holds_alternative<Black>(found->action);
            push({.time = {now_, std::min(found->not_after, end_)},
                  .rung = black ? Rung::black : Rung::notice,
                  .in_force = found->id,
                  .shares = {}});
            return;
        }
        if (situation_.manifest == nullptr) {
            push({.time = {now_, end_}, .rung = Rung::last_good, .in_force = {}, .shares = {}});
            return;
        }
        const PreparedManifest& manifest = *situation_.manifest;
        Instant until = end_;
        if (situation_.clock == ClockTrust::trusted && manifest.plans_hours()) {
            const Interval hour = clock_hour(manifest.zone(), now_);
            until = std::min(end_, hour.to);
            if (const std::optional<HourPlan> plan = HourPlan::of(manifest, hour)) {
                planned(*plan, until);
                return;
            }
        }
        on_the_ladder(until);
    }

    void on_the_ladder(Instant until) {
        Ladder ladder(*situation_.manifest, situation_.clock, now_);
        Ladder::Footing footing = ladder.climb();
        Span span{.time = {now_, std::min(until, ladder.until())},
                  .rung = footing.rung,
                  .in_force = {},
                  .shares = {}};
        if (!footing.turns.empty()) {
            add_round(span.shares, Round(std::move(footing.turns)), span.time);
        }
        push(std::move(span));
    }

    // An hour of a plan, from now on: a span for everything between two changes of the ladder.
    void planned(const HourPlan& plan, Instant until) {
        auto piece = plan.pieces().begin();
        for (const Instant cut : plan.changes()) {
            const Interval part{now_, std::min(cut, until)};
            if (part.from >= part.to) {
                continue;
            }
            Span span{.time = part, .rung = Rung::slate, .in_force = {}, .shares = {}};
            for (; piece != plan.pieces().end() && piece->time.from < part.to; ++piece) {
                add_piece(span, plan, *piece);
                if (piece->time.to > part.to) {
                    break;
                }
            }
            push(std::move(span));
        }
    }

    static void add_piece(Span& span, const HourPlan& plan, const HourPlan::Piece& piece) {
        const Interval part{std::max(piece.time.from, span.time.from),
                            std::min(piece.time.to, span.time.to)};
        if (part.from >= part.to) {
            return;
        }
        span.rung = std::min(span.rung, piece.rung);
        if (piece.round) {
            add_round(span.shares, plan.rounds()[*piece.round],
                      {part.from - piece.held_up, part.to - piece.held_up});
        } else if (piece.turn.program != nullptr) {
            const bool begins = part.from == piece.play.from;
            add(span.shares, share_of(piece.turn, {part.to - part.from, begins ? 1 : 0}));
        }
    }

    void push(Span span) {
        if (full_) { // what follows must not seem to follow what was told last
            return;
        }
        now_ = span.time.to;
        if (!spans_.empty() && same(spans_.back(), span)) {
            for (std::size_t i = 0; i < span.shares.size(); ++i) {
                spans_.back().shares[i].airtime.shown += span.shares[i].airtime.shown;
                spans_.back().shares[i].airtime.plays += span.shares[i].airtime.plays;
            }
            spans_.back().time.to = span.time.to;
            return;
        }
        shares_ += span.shares.size();
        full_ = spans_.size() == limits::timeline_spans_max
                || (!spans_.empty() && shares_ > limits::timeline_shares_max);
        if (!full_) {
            spans_.push_back(std::move(span));
        }
    }

    const Situation& situation_;
    const Instant end_;
    Instant now_;
    std::vector<Span> spans_;
    std::size_t shares_ = 0;
    bool full_ = false;
};

} // namespace

std::vector<Span> spans_in(const Situation& situation, Interval within) {
    return Telling(situation, within).tell();
}

} // namespace marquee::rules
