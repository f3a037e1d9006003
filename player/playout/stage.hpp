// Everything that one assignment puts on a display: the zones of a program, or darkness.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "player/playout/agenda.hpp"
#include "player/playout/zone_player.hpp"

namespace marquee::player {

// Without a size the display is a loudspeaker: a zone is then what is heard of it. On a display
// that is a window, zones lie as in the whole picture, reach out of the display, and are not opened
// where nothing of them is seen. Render thread only. A stage is opened ahead, attended until it is
// ready, and only then shown.
class Stage {
public:
    Stage(const Assignment& assignment, Size display, DisplayVolume volume);

    const Assignment& assignment() const { return assignment_; }

    // Black or off: no zones, on purpose.
    bool dark() const { return !assignment_.program; }

    // From now on the display is that loud; nothing starts anew.
    void set_volume(DisplayVolume volume);

    void attend(Instant now, ZoneContext& context);

    // This stage is about to take the place of `before`: what both show goes on without a break,
    // zone by zone of the same name.
    void carry_on(Stage& before);

    // Nobody is to see or hear it: only its last frames are kept, nothing is decoded and
    // nothing sounds. Attended again, it opens what its zones need and goes on.
    void let_go();

    // Every zone can show what it should at `at`.
    bool ready(Instant at) const;
    // At least one can, and it is not empty.
    bool ready_in_part(Instant at) const;
    bool preparing() const;
    bool overdue(Instant now) const;

    // All items of all zones failed: the stage has nothing to show.
    bool hopeless(Instant at) const;

    void compose(Instant at, Scene& scene);

    // After compose: all that is seen are last frames of turns that are over.
    bool past_its_end() const;

    // What was composed for `at` is on screen at `monotonic`: sound follows.
    void keep_in_step(Instant at, Microseconds monotonic);

    // After compose(at): no zone waits for anything that belongs into that picture.
    bool settled(Instant at) const;
    std::optional<Instant> next_change(Instant at) const;

    const std::vector<ZonePlayer>& zones() const { return zones_; }

private:
    Assignment assignment_;
    std::vector<ZonePlayer> zones_;
    bool composed_ = false; // at least one zone has a picture
};

} // namespace marquee::player
