// Something that can be shown in a zone: a slogan, a poster, a video, the slate.
#pragma once

#include <optional>

#include "player/ports/frame.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// preparing: not yet (opening, decoding ahead). ready: frame_at may be called. failed: never will
// be, failure() says why; whatever was shown last stays.
enum class SourceState { preparing, ready, failed };

// Owned by one thread, the render thread, which makes all calls; none of them blocks. Work that
// takes long (shaping, decoding) happens elsewhere and shows up in poll().
class FrameSource {
public:
    virtual ~FrameSource() = default;

    // Takes in what was prepared meanwhile.
    virtual SourceState poll() = 0;

    // Its turn is at most a second or two away, or has come: what it saved while it waited may be
    // spent now. Called again and again.
    virtual void stand_by() {}

    // Why the source failed; only then.
    virtual const Error& failure() const = 0;

    // What to show `position` after the start of the item's slot (not negative). Only after poll()
    // said ready. A function of position alone wherever the medium allows it; a video that cannot
    // keep up answers with its last frame.
    virtual Frame frame_at(Microseconds position) = 0;

    // With every frame, after frame_at(position): it is on screen at `monotonic` of the clock, now
    // or in some hundredths of a second. What is heard belongs there too.
    virtual void keep_in_step(Microseconds /*position*/, Microseconds /*monotonic*/) {}

    // The first position after `position` at which frame_at answers differently; nullopt: never.
    virtual std::optional<Microseconds> next_change(Microseconds position) const = 0;

    // After frame_at(position): it will answer the same whenever it is asked again, because nothing
    // that belongs there is still being decoded. For pictures that must not depend on how fast the
    // machine is.
    virtual bool settled(Microseconds /*position*/) const { return true; }

    // From now on frames carry this identity: the same content goes on in the same place under a
    // new revision. False where nothing is lost by a new source instead, and nothing changed.
    virtual bool go_on_as(const ShownItem&) { return false; }

    // From now on the display is that loud. The picture does not notice.
    virtual void set_volume(std::int32_t /*percent*/) {}
};

} // namespace marquee::player
