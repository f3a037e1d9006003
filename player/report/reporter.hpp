// Makes the heartbeats of this start of the process.
#pragma once

#include <cstdint>
#include <string>

#include "common/clock.hpp"
#include "player/ports/device_probe.hpp"
#include "player/ports/heartbeat_source.hpp"
#include "player/report/frame_watch.hpp"
#include "schemas/model/enrolment.hpp"

namespace marquee::player {

// Owned by the sync thread. Uptime counts from its construction; `boot_id` is new at every start.
class Reporter final : public HeartbeatSource {
public:
    Reporter(const FrameWatch& watch, DeviceProbe& probe, const Clock& clock, Software software,
             std::string boot_id);

    Heartbeat heartbeat(const SyncReport& sync) override;

private:
    const FrameWatch& watch_;
    DeviceProbe& probe_;
    const Clock& clock_;
    const Software software_;
    const std::string boot_id_;
    const Microseconds started_;
    std::uint64_t sequence_ = 0;
};

} // namespace marquee::player
