#include "player/report/reporter.hpp"

#include <utility>

#include "player/report/heartbeat_builder.hpp"

namespace marquee::player {

Reporter::Reporter(const FrameWatch& watch, DeviceProbe& probe, const Clock& clock,
                   Software software, std::string boot_id)
    : watch_(watch),
      probe_(probe),
      clock_(clock),
      software_(std::move(software)),
      boot_id_(std::move(boot_id)),
      started_(clock.monotonic()) {}

Heartbeat Reporter::heartbeat(const SyncReport& sync) {
    const Seconds uptime = std::chrono::floor<Seconds>(clock_.monotonic() - started_);
    return build_heartbeat(
        {sync, watch_.snapshot(), probe_.vitals(), software_, {boot_id_, ++sequence_, uptime}});
}

} // namespace marquee::player
