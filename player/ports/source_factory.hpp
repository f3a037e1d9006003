// Makes the source of an item.
#pragma once

#include <memory>

#include "player/ports/frame_source.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// What the engine wants shown: an item in a zone of this size.
struct SourceRequest {
    PlaylistItem item;
    ShownItem shown; // the identity its frames carry
    Size zone;       // pixels of the display
};

// Called by the render thread; returns at once. Whatever takes long happens behind the source's
// poll(), and so does failure.
class SourceFactory {
public:
    virtual ~SourceFactory() = default;

    virtual std::unique_ptr<FrameSource> open(const SourceRequest& request) = 0;
};

} // namespace marquee::player
