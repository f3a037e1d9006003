// How much the front gives to one peer, and to all of them.
#pragma once

#include <cstddef>
#include <cstdint>

#include "schemas/model/error.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct FrontLimits {
    // Threads.
    int shards = 2;  // network threads; each has its own peers
    int workers = 8; // answer requests of either lane; one more answers the reserved lane only
    std::size_t queued_requests_max = limits::front_queued_requests_max; // per lane; then 503
    Seconds retry_after{2};                                              // what a 503 asks for

    // Peers. Over a cap a new connection is closed unanswered. IPv6 addresses count by their /64.
    std::size_t connections_max = limits::front_connections_max; // per listener
    std::size_t connections_per_address_max = limits::front_connections_per_address_max;

    // Sizes.
    std::size_t header_bytes_max = limits::front_header_bytes_max;           // then 431
    std::size_t body_memory_bytes_max = limits::front_body_memory_bytes_max; // all bodies; then 503

    // Deadlines; who misses one is disconnected within 250 ms.
    Milliseconds handshake_max{limits::front_handshake_ms_max}; // from accept to the end of TLS
    Milliseconds header_max{limits::front_header_ms_max};       // from first byte to empty line
    Milliseconds idle_max{limits::front_idle_ms_max};           // between two requests
    Milliseconds transfer_pause_max{limits::front_transfer_pause_ms_max}; // body, no byte moving
    std::uint64_t transfer_bytes_per_second_min = limits::front_transfer_bytes_per_second_min;
    // Channels.
    std::size_t channel_message_bytes_max = limits::heartbeat_bytes_max; // then 1009
    Milliseconds channel_ping_after{limits::channel_ping_ms};            // of silence
    Milliseconds channel_silence_max{limits::channel_silence_ms_max};    // no message, no pong

    // What the kernel may hold of what the peer of a channel or a stream has not read (it takes
    // twice this). Their messages are small; one that never reads would be given megabytes.
    int push_buffer_bytes = 32 * 1024;

    // Streams of events.
    Milliseconds events_pause{1'000};          // at least, from one event to the next
    Milliseconds events_comment_after{15'000}; // of silence
    Milliseconds events_life_max{10 * 60'000}; // then the page asks anew

    Milliseconds farewell_max{2'000}; // for a refused peer to read the refusal
    Milliseconds drain_max{5'000};    // for requests under way when the front stops
};

// out_of_range at the name of the first member that makes no sense.
Status validate(const FrontLimits& limits);

} // namespace marquee::manager
