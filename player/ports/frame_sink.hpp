// Where frames become visible: a window, a GPU, a picture in memory.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "player/ports/frame.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

// A zone of the scene. While a transition runs, `incoming` lies over `frame` with `mix` (0..256).
struct SceneZone {
    std::string name;
    Rect rect; // in canvas pixels
    Frame frame;
    std::optional<Frame> incoming;
    int mix = 0;
};

// A whole picture: zones in drawing order over a background.
struct Scene {
    Rung rung = Rung::slate;
    Colour background = colours::black;
    std::vector<SceneZone> zones;
};

// What the window system asks of us.
enum class SinkEvent { none, closed };

// Owned by the render thread, which makes all calls. compose() does the work, ahead of the
// deadline; present() makes it visible and is cheap. A failed sink is tried again later by its
// owner, never dropped.
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
    // it. Called a few times a second also while nothing changes; never blocks.
    virtual SinkEvent attend() { return SinkEvent::none; }

    // The memory that was last presented, bgrx; valid until the next call of another method.
    // Nullopt: there is none, or something newer has been composed into it.
    virtual std::optional<Picture> shown() const { return std::nullopt; }
};

} // namespace marquee::player
