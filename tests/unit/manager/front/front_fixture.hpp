// A front on loopback ports of its own, with everything it needs.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "manager/front/front.hpp"
#include "tests/fakes/manual_clock.hpp"
#include "tests/fakes/temporary_directory.hpp"
#include "tests/unit/manager/front/blocking_client.hpp"
#include "tests/unit/manager/front/certificates.hpp"
#include "tests/unit/manager/front/scripted_service.hpp"

namespace marquee::manager {

inline constexpr Instant test_instant{std::chrono::sys_days{std::chrono::year{2026} / 11 / 21}};
inline constexpr Validity test_validity{test_instant - std::chrono::days{1},
                                        test_instant + std::chrono::days{30}};

// A little more than the time between two sweeps.
inline constexpr Milliseconds one_sweep{300};

// Two shards; listener 0 speaks TLS and asks for client certificates, listener 1 is plain. Time
// stands still unless the test moves it.
struct FrontFixture {
    FrontFixture() {
        limits.shards = 2;
        limits.workers = 2;
        limits.handshake_max = Seconds{3};
        limits.header_max = Seconds{3};
        limits.transfer_pause_max = Seconds{4};
    }

    void open() {
        const Identity server = issue(authority, "manager", test_validity);
        TlsOptions tls;
        tls.credentials = {
            server.certificate_pem, server.private_key_pem, {player_authority.certificate_pem}};
        std::vector<Listener> listeners;
        listeners.push_back({"127.0.0.1", 0, tls, service, channels, events});
        listeners.push_back({"127.0.0.1", 0, std::nullopt, service, channels, events});
        auto opened = Front::open(limits, std::move(listeners), clock);
        REQUIRE(opened);
        front = std::move(*opened);
    }

    std::uint16_t tls_port() const { return front->port(0); }
    std::uint16_t plain_port() const { return front->port(1); }
    BlockingClient::Tls trusting() const { return {authority.certificate_pem, std::nullopt}; }
    BlockingClient plain() const { return BlockingClient(plain_port()); }
    BlockingClient secure() const { return BlockingClient(tls_port(), trusting()); }

    // Lets time pass, a second at a time, until the front ends the connection. False: not within
    // `most`.
    bool is_ended_as_time_passes(BlockingClient& client, Seconds most) {
        for (Seconds passed{0}; passed <= most; ++passed) {
            if (client.is_ended_within(one_sweep)) {
                return true;
            }
            clock.advance(Seconds{1});
        }
        return false;
    }

    Identity authority = make_authority("test authority", test_validity);
    Identity player_authority = make_authority("players", test_validity);
    TemporaryDirectory folder;
    ManualClock clock{test_instant};
    ScriptedService service;
    FrontLimits limits;
    std::optional<ChannelDoor> channels; // on both listeners
    std::optional<EventDoor> events;     // on both listeners
    std::unique_ptr<Front> front;        // destroyed first
};

} // namespace marquee::manager
