#include "manager/fleet/reach_recorder.hpp"

#include <algorithm>

namespace marquee::manager {

namespace {

// A clock that was set back must not make time count twice.
Status write_transition(Change& change, ReachTransition transition) {
    const Interval until_now{transition.at, Instant::max()};
    const auto later = change.fleet.transitions(transition.player, until_now);
    if (!later) {
        return tl::unexpected<Error>(later.error());
    }
    if (!later->empty()) {
        transition.at = std::max(transition.at, later->back().at + Microseconds{1});
    }
    Status added = change.fleet.add_transition(transition);
    const bool gone = !added && added.error().code == ErrorCode::invalid_reference;
    return gone ? Status{} : added; // nobody's any more
}

} // namespace

ReachRecorder::ReachRecorder(Database& database, Presence& presence, const Clock& clock)
    : database_(database),
      presence_(presence),
      clock_(clock),
      started_(clock.monotonic()),
      written_(started_) {}

Status ReachRecorder::record() {
    const Instant now = clock_.wall();
    const Microseconds monotonic = clock_.monotonic();
    for (ReachTransition& transition : presence_.take_transitions(monotonic)) {
        waiting_.push_back(std::move(transition));
    }
    if (!run_) {
        const auto last =
            database_.read([](const View& view) { return view.uptime.last_run_end(); });
        if (!last) {
            return tl::unexpected<Error>(last.error());
        }
        const Instant began = now - (monotonic - started_);
        run_ = std::max(began, last->value_or(began));
    }
    const Microseconds listened = monotonic - started_;
    if (!silent_named_ && listened > presence_.silence_max()) {
        if (Status named = name_the_silent(*run_ + presence_.silence_max()); !named) {
            return named;
        }
        silent_named_ = true;
    }
    const Interval run{*run_, std::max(*run_, now)};
    return database_
        .write([&](Change& change) -> Status {
            for (const ReachTransition& transition : waiting_) {
                if (Status written = write_transition(change, transition); !written) {
                    return written;
                }
            }
            return change.uptime.set_run(run);
        })
        .map([&] {
            waiting_.clear();
            written_ = monotonic;
        });
}

Status ReachRecorder::name_the_silent(Instant at) {
    std::vector<ReachTransition> silent;
    const Status read = database_.read([&](const View& view) -> Status {
        const auto organisation = view.fleet.organisation();
        if (!organisation) {
            return tl::unexpected<Error>(organisation.error());
        }
        Page page{.after = {}, .limit = limits::page_rows_max};
        do {
            const auto players = view.fleet.players({{organisation->root}}, page);
            if (!players) {
                return tl::unexpected<Error>(players.error());
            }
            for (const Player& player : players->rows) {
                if (!player.retired_at && !presence_.last_word(player.id)) {
                    silent.push_back({player.id, at, Reach::unreachable});
                }
            }
            page.after = players->next;
        } while (!page.after.empty());
        return {};
    });
    if (read) {
        waiting_.insert(waiting_.begin(), silent.begin(), silent.end());
    }
    return read;
}

} // namespace marquee::manager
