// Decides what one display shows and keeps it showing, whatever fails or changes.
#pragma once

#include <atomic>
#include <memory>
#include <optional>
#include <vector>

#include "player/playout/agenda.hpp"
#include "player/playout/card_cover.hpp"
#include "player/playout/dimmer.hpp"
#include "player/playout/play_ledger.hpp"
#include "player/playout/quarantine.hpp"
#include "player/playout/stage.hpp"
#include "player/ports/ambient_light.hpp"
#include "player/ports/playout_observer.hpp"

namespace marquee::player {

// When the engine wants to be called.
struct Wish {
    std::optional<Instant> frame; // compose for this instant; none: nothing will change by itself
    Instant attend{};             // attend again at the latest
};

// The stage on screen stays until the next one is ready: last good frames cover every change, and
// the slate shows only when there was never anything else, or nothing that may still be shown. A
// dark display keeps last frames and nothing else. Who calls: show() any thread; all others
// the render thread, in the order attend, compose, presented. A card covers everything but an
// emergency, also in the off hours, and is silent: what is under it goes on unseen and unheard, so
// that it is there when the card is gone, and counts as not shown.
class Engine {
public:
    // `sources` and `observer` must outlive the engine. A loudspeaker has no size.
    Engine(DisplayId display, Size size, SourceFactory& sources, PlayoutObserver& observer);

    // From now on this; the newest wins. Any thread; prepares the rules' tables on the caller's.
    void show(PresentationPtr presentation);

    // From now on this stands over it; null: nothing any more. The newest wins. Any thread.
    void cover(StandingCardPtr card) { cover_.stand(std::move(card)); }

    // What the monotonic clock says, by which cards end. Before attend, where there may be cards.
    void tell_monotonic(Microseconds monotonic) { monotonic_ = monotonic; }

    // Panels are as bright as it says of what is scheduled. It outlives the engine. Before the
    // render thread begins.
    void heed(const AmbientLight& light) { light_ = &light; }

    // Takes in what is new, opens sources ahead. `now` goes back where the wall clock is set back;
    // what shows then is what that instant asks for, at once. `trust` is the judged clock's.
    Wish attend(Instant now, rules::ClockTrust trust);

    // The picture for `at`. Valid until the next call.
    const Scene& compose(Instant at);

    // The composed scene is on screen at `monotonic`, or will be in an instant: sound follows.
    void keep_in_step(Instant at, Microseconds monotonic);

    // Whether the last composed scene looks different from the one before it.
    bool changed() const { return changed_; }

    // The composed scene is on screen since `at` (or still, when nothing changed).
    void presented(Instant at, Microseconds late);

    // The composed scene did not reach the screen: it is wanted again.
    void repaint() { composed_at_.reset(); }

    // Nothing of it is on screen any more, for good or until the next presented(): ends all plays.
    void close(Instant at) { ledger_.close(at); }

    // Render thread. The id comes with the first presentation of an enrolled player.
    const DisplayId& display() const { return display_; }

private:
    void take_in();
    std::int32_t brightness_wanted(Instant now);
    DisplayVolume volume_under(Rung rung, Instant now);
    void release(Instant now);
    bool is_wanted(const ShownItem& item) const;
    void take_name(const DisplayId& display);
    void stay_behind(Instant now);
    void choose_stages(Instant now);
    void light_up(const Assignment& wanted, Instant now);
    bool is_still_wanted(const Program& program) const;
    void take_stage(Instant at);
    bool shows(const Assignment& assignment) const;
    bool coming_ready(Instant at) const;
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
    const AmbientLight* light_ = nullptr;
    Dimmer dimmer_;
    CardCover cover_;
    Microseconds monotonic_{0};

    std::unique_ptr<Stage> stage_;       // on screen; null: there is nothing to show
    std::unique_ptr<Stage> before_dark_; // last frames of what a dark stage took off the screen
    std::unique_ptr<Stage> coming_;      // wanted, or wanted soon
    Instant coming_from_{};              // when it is wanted
    SlateRequest slate_request_;
    std::unique_ptr<FrameSource> slate_;
    bool slate_ready_ = false;
    std::optional<Instant> bare_since_; // while there is no stage: since when
    std::optional<Instant> overstays_;  // since when the stage is not what is wanted

    Quarantine quarantine_;
    std::vector<Quarantined> failures_;
    bool content_changed_ = false; // some of what was set aside may be gone
    PlayLedger ledger_;

    Scene scene_;
    std::optional<CardId> covered_by_; // of the scene
    std::optional<Instant> composed_at_;
    bool changed_ = false;
    std::optional<Rung> reported_rung_;
    std::uint64_t frames_ = 0;
};

} // namespace marquee::player
