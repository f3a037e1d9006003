#include "manager/front/front_limits.hpp"

namespace marquee::manager {

Status validate(const FrontLimits& limits) {
    struct Check {
        const char* member;
        bool holds;
    };
    const Milliseconds none{0};
    const Check checks[] = {
        {"shards", limits.shards >= 1 && limits.shards <= 64},
        {"workers", limits.workers >= 1 && limits.workers <= 256},
        {"queued_requests_max", limits.queued_requests_max >= 1},
        {"retry_after", limits.retry_after > Seconds{0}},
        {"connections_max", limits.connections_max >= 1},
        {"connections_per_address_max", limits.connections_per_address_max >= 1},
        {"header_bytes_max",
         limits.header_bytes_max >= 256 && limits.header_bytes_max <= limits::MiB},
        {"body_memory_bytes_max", limits.body_memory_bytes_max >= 1},
        {"handshake_max", limits.handshake_max > none},
        {"header_max", limits.header_max > none},
        {"idle_max", limits.idle_max > none},
        {"transfer_pause_max", limits.transfer_pause_max > none},
        {"transfer_bytes_per_second_min", limits.transfer_bytes_per_second_min >= 1},
        {"channel_message_bytes_max", limits.channel_message_bytes_max >= 1},
        {"channel_ping_after", limits.channel_ping_after > none},
        {"channel_silence_max", limits.channel_silence_max > limits.channel_ping_after},
        {"push_buffer_bytes", limits.push_buffer_bytes >= 4'096},
        {"events_pause", limits.events_pause > none},
        {"events_comment_after", limits.events_comment_after > none},
        {"events_life_max", limits.events_life_max > none},
        {"farewell_max", limits.farewell_max > none},
        {"drain_max", limits.drain_max > none},
    };
    for (const Check& check : checks) {
        if (!check.holds) {
            return fail(ErrorCode::out_of_range, "a limit of the network front makes no sense",
                        check.member);
        }
    }
    return {};
}

} // namespace marquee::manager
