// Decides what one display shows and keeps it showing, whatever fails or changes.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "player/playout/agenda.hpp"
#include "player/playout/play_ledger.hpp"
#include "player/playout/quarantine.hpp"
#include "player/playout/stage.hpp"
#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// When the engine wants to be called.
struct Wish {
    std::optional<Instant> frame; // compose for this instant; none: nothing will change by itself
    Instant attend{};             // attend again at the latest
};

// The stage on screen stays until the next one is ready: last good frames cover every change, and
// the slate shows only when there was never anything else. Who calls: show() any thread; all others
// the render thread, in the order attend, compose, presented.
class Engine {
public:
    // `sources` and `observer` must outlive the engine.
    Engine(DisplayId display, Size size, SourceFactory& sources, PlayoutObserver& observer);

    // From now on this; the newest wins. Any thread; prepares the rules' tables on the caller's.
    void show(PresentationPtr presentation);

    // Takes in what is new, opens sources ahead. `now` never goes far back; `trust` is the judged
    // clock's.
    Wish attend(Instant now, rules::ClockTrust trust);

    // The picture for `at`. Valid until the next call.
    const Scene& compose(Instant at);

    // Whether the last composed scene looks different from the one before it.
    bool changed() const { return changed_; }

    // The composed scene is on screen since `at` (or still, when nothing changed).
    void presented(Instant at, Microseconds late);

    // The composed scene did not reach the screen: it is wanted again.
    void repaint() { composed_at_.reset(); }

    // Ends all plays; the last call.
    void close(Instant at) { ledger_.close(at); }

    // Render thread. The id comes with the first presentation of an enrolled player.
    const DisplayId& display() const { return display_; }

private:
    void take_in();
    void take_name(const DisplayId& display);
    void choose_stages(Instant now);
    void light_up(const Assignment& wanted);
    void take_stage(Instant at);
    bool shows(const Assignment& assignment) const;
    bool coming_ready() const;
    bool slate_due(Instant now) const;
    void attend_slate(Instant now);
    std::optional<Instant> next_frame(Instant now) const;
    Rung rung_at(Instant at);
    std::vector<ZonePlay> plays() const;

    DisplayId display_; // empty until the player is enrolled
    const Size size_;
    SourceFactory& sources_;
    PlayoutObserver& observer_;

    std::atomic<std::shared_ptr<Agenda>> incoming_; // handed over by show()
    std::shared_ptr<Agenda> agenda_;                // the render thread's own; null at first
    rules::ClockTrust trust_ = rules::ClockTrust::untrusted;

    std::unique_ptr<Stage> stage_;       // on screen; null: nothing was ever shown
    std::unique_ptr<Stage> before_dark_; // what was on screen before a dark stage
    std::unique_ptr<Stage> coming_;      // wanted, or wanted soon
    Instant coming_from_{};              // when it is wanted
    SlateRequest slate_request_;
    std::unique_ptr<FrameSource> slate_;
    bool slate_ready_ = false;
    std::optional<Instant> started_;   // first attend
    std::optional<Instant> overstays_; // since when the stage is not what is wanted

    Quarantine quarantine_;
    std::vector<Quarantined> failures_;
    PlayLedger ledger_;

    Scene scene_;
    std::optional<Instant> composed_at_;
    bool changed_ = false;
    std::optional<Rung> reported_rung_;
    std::uint64_t frames_ = 0;
};

} // namespace marquee::player
