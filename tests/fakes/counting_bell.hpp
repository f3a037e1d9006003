// An ingest that never works; it counts how often it was woken.
#pragma once

#include "manager/ports/ingest_queue.hpp"

namespace marquee::manager {

class CountingBell final : public IngestQueue {
public:
    void wake() override { ++rings; }

    int rings = 0;
};

} // namespace marquee::manager
