// One zone: whose turn it is, with its source open, and the next one open ahead.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/playout/cue.hpp"
#include "player/playout/leaving_item.hpp"
#include "player/playout/quarantine.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/ports/source_factory.hpp"
#include "schemas/model/program.hpp"
#include "schemas/rules/ladder.hpp"

namespace marquee::player {

// What a zone plays and where.
struct ZoneAssignment {
    std::shared_ptr<const Program> program;
    std::size_t zone = 0; // index into the layout
    Rect rect;            // of the display
    Instant slot_from{};
    DisplayVolume volume = {};
    std::shared_ptr<const ZoneRules> wall = nullptr; // of the display; null: UTC
    std::shared_ptr<const DisplayNames> names = nullptr;
};

// What the stage gives its zones to work with.
struct ZoneContext {
    SourceFactory& sources;
    Quarantine& quarantine;
    std::vector<Quarantined>& failures; // appended to; the engine reports and clears them
    rules::ClockTrust trust = rules::ClockTrust::trusted;
    std::optional<Instant> leaves = {}; // the stage will be gone by then, as far as is known
};

// What should have changed and did not, counts as last good after so long.
inline constexpr Microseconds last_good_after = Seconds{1};

// The turn that is on screen.
struct Turn {
    std::size_t item = 0;
    Instant starts{};
};

// Render thread only. Never without a frame once it had one: while the next source is not ready the
// last frame, or its moving continuation, stays. But where nothing in the list is valid any more,
// the zone is empty as with an empty list, until something is. Clocks and countdowns are passed
// over while the display does not know the time: what they said last does not stay.
class ZonePlayer {
public:
    explicit ZonePlayer(ZoneAssignment assignment);

    // From now on the display is that loud; nothing starts anew.
    void set_volume(DisplayVolume volume);

    // Takes in what sources prepared, sets failed ones aside, opens the source of the turn at
    // `now` and of the one after it, if the stage is still there then.
    void attend(Instant now, ZoneContext& context);

    // What is on screen in `before` and is to be shown here next goes on: this zone takes its
    // source. Where something else comes, in the same place, it is what a transition into that
    // begins with. Called when this zone is about to take the place of that one.
    void carry_on(ZonePlayer& before);

    // The turn at `at` can be shown, or nothing ever can: waiting is of no use.
    bool ready(Instant at) const;
    // There is a turn at `at`, and it can be shown.
    bool can_draw(Instant at) const;

    // Only the last frame is kept; no source is open, and the turn is over.
    void let_go();

    // Some item of the list may still be shown.
    bool showable(Instant at) const { return cue(at).has_value(); }

    // Something is on its way; attend again soon.
    bool preparing() const;

    // The turn at `now` is not on screen yet although it can be.
    bool overdue(Instant now) const;

    // Moves on to the turn at `at` if its source is ready, and draws. nullopt: the zone is empty,
    // because nothing was ever ready here or nothing is valid.
    std::optional<SceneZone> compose(Instant at);

    // What was composed for `at` is on screen at `monotonic`.
    void keep_in_step(Instant at, Microseconds monotonic);

    // After compose(at): composing it again would draw the same.
    bool settled(Instant at) const;

    // The first instant after `at`, which was just composed, that looks different.
    std::optional<Instant> next_change(Instant at) const;

    // What compose last showed; none before the first frame. When its time is up or its source died
    // and nothing took its place it is over after a second, though its last frame stays.
    const std::optional<Turn>& turn() const { return turn_; }

    // After compose: what is seen is the last frame of a turn that is over.
    bool past_its_end() const { return frame_ && !turn_; }

    const Zone& zone() const;
    const ShownItem& shown(std::size_t item) const { return shown_[item]; }

private:
    static constexpr Microseconds stand_by_ahead = Seconds{1};

    struct Held {
        Cue cue;
        std::unique_ptr<FrameSource> source;
        SourceState state = SourceState::preparing;
        std::int32_t volume_percent_max = 0; // it was opened for

        void poll(Instant now) {
            if (cue.starts - now <= stand_by_ahead) {
                source->stand_by();
            }
            state = source->poll();
        }
    };

    std::optional<Cue> cue(Instant at) const;
    bool can_show(const std::optional<Held>& held, const Cue& cue) const;
    // It was opened for a display without volume, which has some by now.
    bool is_mute(const std::optional<Held>& held) const;
    bool wants_next(const Cue& cue) const;
    void poll(std::optional<Held>& held, Instant now, ZoneContext& context);
    // `wanted_at`: when its first frame is due.
    void open(std::optional<Held>& held, const Cue& cue, Instant wanted_at,
              ZoneContext& context) const;
    void look_up_set_aside(const ZoneContext& context);
    bool would_lie(std::size_t item) const;
    bool goes_on_here(const ZonePlayer& before) const;
    void watch_turn(const std::optional<Cue>& wanted, Instant now);
    void take_turn();
    const Transition& transition() const; // into the current item
    void show_transition(Instant at, SceneZone& scene);
    void tell_volume();
    void open_following(const std::optional<Cue>& wanted, Instant now, ZoneContext& context);
    bool outlived(Instant at) const;
    void clear(Instant at);

    ZoneAssignment assignment_;
    std::vector<ShownItem> shown_; // identity of every item's frames
    std::vector<bool> set_aside_;  // items in quarantine, and those that would tell a false time
    bool knows_time_ = true;
    std::optional<Held> current_;
    std::optional<Held> next_;
    std::optional<Frame> frame_;         // last good
    std::optional<LeavingItem> leaving_; // while a transition runs
    std::int32_t progress_ = 0;          // of it, as composed last
    std::optional<Turn> turn_;
    std::optional<Instant> over_since_; // the turn is past its end or its source died
    bool waiting_ = false;              // the last compose wanted a turn that was not ready
};

} // namespace marquee::player
