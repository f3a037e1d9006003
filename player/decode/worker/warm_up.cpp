#include <ctime>

extern "C" {
#include <libavutil/cpu.h>
#include <libavutil/log.h>
}

#include "player/decode/worker/lockdown.hpp"

namespace marquee::player::worker {

void warm_up() {
    ::av_log_set_level(AV_LOG_QUIET);
    ::av_get_cpu_flags();
    ::av_cpu_count();
    ::tzset(); // a container's creation time is formatted by strftime, which asks for the zone
}

} // namespace marquee::player::worker
