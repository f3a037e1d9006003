// Tells whoever makes renditions that an asset waits for it.
#pragma once

namespace marquee::manager {

// What waits is in the database (MediaRepository::next_queued_asset); this is only the bell. It may
// ring in vain, and a ring may be lost with the process: look into the database at start too.
class IngestQueue {
public:
    virtual ~IngestQueue() = default;

    // An asset was queued, in a write that is done. Any thread; must not block, must not throw.
    virtual void wake() = 0;
};

} // namespace marquee::manager
