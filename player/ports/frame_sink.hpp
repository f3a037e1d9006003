// Where frames become visible: a window, a GPU, a picture in memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// Progress of a transition that is through: only the incoming frame is seen.
inline constexpr std::int32_t transition_whole = 65'536;

// A zone on its way from one item to the next. What moves, moves by whole pixels.
struct SceneTransition {
    TransitionKind kind = TransitionKind::crossfade; // never cut
    Direction direction = Direction::left;           // of slide and wipe
    std::int32_t progress = 0;                       // 0..transition_whole; at 0 nothing is seen
    Frame incoming;
};

// A zone of the scene: its frame or, while a transition runs, what lies between that frame and the
// incoming one; and all of it over what lies beneath, to so many percent (1..100).
struct SceneZone {
    std::string name;
    Rect rect; // in canvas pixels; may reach out of it
    Frame frame;
    std::int32_t opacity_percent = 100;
    std::optional<SceneTransition> transition = {};
};

// A whole picture: zones in drawing order over a background.
struct Scene {
    Rung rung = Rung::slate;
    Colour background = colours::black;
    std::vector<SceneZone> zones;
    std::int32_t brightness = 1'000; // of the panel: per mille of the light of the picture
};

// What the window system asks of us. lost: what was shown is gone, and wanted again.
enum class SinkEvent { none, closed, lost };

// Owned by the render thread, which makes all calls. compose() does the work, ahead of the
// deadline; present() makes it visible and is cheap. A failed sink is tried again by its owner,
// never dropped. unreachable: the output itself is gone, and only a new sink can show again.
class FrameSink {
public:
    virtual ~FrameSink() = default;

    virtual Size size() const = 0;

    // Draws what differs from the scene composed before.
    virtual Status compose(const Scene& scene) = 0;

    // Shows what was composed, at (or as soon as possible after) this call. `at` is the instant the
    // scene was made for; it is recorded, not waited for.
    virtual Status present(Instant at) = 0;

    // Serves the window system: shows again what a covered window lost, says when a person closed
    // it or that it is gone. Called a few times a second also while nothing changes; never blocks.
    virtual SinkEvent attend() { return SinkEvent::none; }

    // The memory that was last presented, bgrx; valid until the next call of another method.
    // Nullopt: there is none, or something newer has been composed into it.
    virtual std::optional<Picture> shown() const { return std::nullopt; }
};

} // namespace marquee::player
