// One zone: whose turn it is, with its source open, and the next one open ahead.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "player/playout/cue.hpp"
#include "player/playout/quarantine.hpp"
#include "player/ports/frame_sink.hpp"
#include "player/ports/source_factory.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// What a zone plays and where.
struct ZoneAssignment {
    std::shared_ptr<const Program> program;
    std::size_t zone = 0; // index into the layout
    Rect rect;            // of the display
    Instant slot_from{};
    DisplayVolume volume = {};
};

// What the stage gives its zones to work with.
struct ZoneContext {
    SourceFactory& sources;
    Quarantine& quarantine;
    std::vector<Quarantined>& failures; // appended to; the engine reports and clears them
};

// The turn that is on screen.
struct Turn {
    std::size_t item = 0;
    Instant starts{};
};

// Render thread only. Never without a frame once it had one: while the next source is not ready the
// last frame, or its moving continuation, stays. But where nothing in the list is valid any more,
// the zone is empty as with an empty list, until something is.
class ZonePlayer {
public:
    explicit ZonePlayer(ZoneAssignment assignment);

    // From now on the display is that loud; nothing starts anew.
    void set_volume(DisplayVolume volume);

    // Takes in what sources prepared, sets failed ones aside, opens the source of the turn at
    // `now` and of the one after it.
    void attend(Instant now, ZoneContext& context);

    // What is on screen in `before` and is to be shown here next goes on: this zone takes its
    // source. Called when this zone is about to take the place of that one.
    void carry_on(ZonePlayer& before);

    // The turn at `at` can be shown, or nothing ever can: waiting is of no use.
    bool ready(Instant at) const;

    // Some item of the list may still be shown.
    bool showable(Instant at) const { return cue(at).has_value(); }

    // Something is on its way; attend again soon.
    bool preparing() const;

    // The turn at `now` is not on screen yet although it can be.
    bool overdue(Instant now) const;

    // Moves on to the turn at `at` if its source is ready, and draws. nullopt: the zone is empty,
    // because nothing was ever ready here or nothing is valid.
    std::optional<SceneZone> compose(Instant at);

    // After compose(at): composing it again would draw the same.
    bool settled(Instant at) const;

    // The first instant after `at`, which was just composed, that looks different.
    std::optional<Instant> next_change(Instant at) const;

    // What compose last showed; none before the first frame.
    const std::optional<Turn>& turn() const { return turn_; }
    const Zone& zone() const;
    const ShownItem& shown(std::size_t item) const { return shown_[item]; }

private:
    struct Held {
        Cue cue;
        std::unique_ptr<FrameSource> source;
        SourceState state = SourceState::preparing;
        std::int32_t volume_percent_max = 0; // it was opened for
    };

    std::optional<Cue> cue(Instant at) const;
    bool can_show(const std::optional<Held>& held, const Cue& cue) const;
    void poll(std::optional<Held>& held, Instant now, ZoneContext& context);
    // `wanted_at`: when its first frame is due.
    void open(std::optional<Held>& held, const Cue& cue, Instant wanted_at,
              ZoneContext& context) const;
    void look_up_set_aside(const Quarantine& quarantine);
    void take_turn(const Cue& cue);
    void open_following(const std::optional<Cue>& wanted, Instant now, ZoneContext& context);
    bool outlived(Instant at) const;
    void clear(Instant at);

    ZoneAssignment assignment_;
    std::vector<ShownItem> shown_; // identity of every item's frames
    std::vector<bool> set_aside_;  // items in quarantine
    std::optional<Held> current_;
    std::optional<Held> next_;
    std::optional<Frame> frame_;    // last good
    std::optional<Frame> outgoing_; // under a transition that runs
    std::optional<Turn> turn_;
    bool waiting_ = false; // the last compose wanted a turn that was not ready
};

} // namespace marquee::player
