// Takes the picture of one instant of a program: through the playout, the sources and the sink
// that the glass has, so what it shows is what a display would show.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/clock.hpp"
#include "player/playout/stage.hpp"
#include "player/ports/source_factory.hpp"
#include "schemas/model/preview.hpp"

namespace marquee::player {

class MemorySink;

// One thread. What is given by reference must outlive the camera.
class StillCamera {
public:
    StillCamera(SourceFactory& sources, const Clock& clock, Sleeper& sleeper)
        : sources_(sources), clock_(clock), sleeper_(sleeper) {}

    // A PNG. Blocks until the frame of every zone for that instant is decoded, at most
    // limits::render_draw_ms_max (timed_out). The same order gives the same bytes on any machine
    // with the same fonts. too_large: over limits::preview_pixels_max. An item that cannot be shown
    // is the order's failure, with the pointer to it in the layout; on a display the list would go
    // on without it.
    Result<std::string> take(const StillOrder& order);

    // The frames side by side, in the order of the instants; each fails as above. too_large over
    // limits::filmstrip_pixels_max.
    Result<std::string> take_strip(const FilmstripOrder& order);

private:
    struct Exposure;

    // What the sink holds when it is done.
    Result<std::unique_ptr<MemorySink>> expose(const StillOrder& order);
    Status expose(Exposure& exposure, Instant at);

    SourceFactory& sources_;
    const Clock& clock_;
    Sleeper& sleeper_;
};

} // namespace marquee::player
