// Thousands of peers that want to keep the front busy, and one that wants an answer.
#include <algorithm>
#include <cerrno>
#include <fcntl.h>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>
#include <sys/socket.h>

#include "tests/unit/manager/front/front_fixture.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

constexpr int silent_per_port = 1'000;
constexpr int half_open_per_port = 1'000;
constexpr int tricklers_per_port = 50;
constexpr int deaf_per_port = 20;

// The start of a TLS record that announces a client's hello of 512 bytes (RFC 8446 section 5.1).
constexpr std::string_view half_a_hello{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11};

bool raise_descriptor_limit(rlim_t needed) {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
    return limit.rlim_cur >= needed;
}

struct Crowd {
    std::vector<FileDescriptor> silent;
    std::vector<FileDescriptor> half_open;
    std::vector<BlockingClient> tricklers; // a byte of a header each second
    std::vector<BlockingClient> deaf;      // ask for much and read nothing
};

// False when one of them does not even get a connection.
bool gather(Crowd& crowd, std::uint16_t port, const BlockingClient::Tls& tls) {
    for (int i = 0; i < silent_per_port; ++i) {
        crowd.silent.push_back(connect_to(port));
    }
    for (int i = 0; i < half_open_per_port; ++i) {
        crowd.half_open.push_back(connect_to(port));
        ::send(crowd.half_open.back().get(), half_a_hello.data(), half_a_hello.size(),
               MSG_NOSIGNAL);
    }
    for (int i = 0; i < tricklers_per_port; ++i) {
        crowd.tricklers.emplace_back(port, tls);
    }
    for (int i = 0; i < deaf_per_port; ++i) {
        crowd.deaf.emplace_back(port, tls);
        crowd.deaf.back().send("GET /large HTTP/1.1\r\nHost: x\r\n\r\n");
    }
    return crowd.half_open.back().is_open() && crowd.silent.back().is_open()
           && crowd.deaf.back().is_open();
}

bool ended(const FileDescriptor& socket) {
    char byte = 0;
    const ssize_t got = ::recv(socket.get(), &byte, 1, MSG_DONTWAIT);
    return got == 0 || (got < 0 && errno != EAGAIN);
}

} // namespace

TEST_CASE("hostile peers on both ports are expelled on time, and nobody else notices") {
    REQUIRE(raise_descriptor_limit(10'000));
    const Identity authority = make_authority("test authority", test_validity);
    const Identity server = issue(authority, "manager", test_validity);
    const BlockingClient::Tls tls{authority.certificate_pem, std::nullopt};
    const TlsOptions options{{server.certificate_pem, server.private_key_pem, {}}, {}};
    const TemporaryDirectory folder;
    ManualClock clock{test_instant};
    ScriptedService service;
    const std::string large = (folder.path() / "large").string();
    std::ofstream(large) << 'x';
    std::filesystem::resize_file(large, 64 * limits::MiB);
    service.on_request = [&large](const Request& request) {
        if (request.path == "/large") {
            return Response{
                200,
                {},
                FileBody{FileDescriptor(::open(large.c_str(), O_RDONLY)), 0, 64 * limits::MiB}};
        }
        return text("hello");
    };
    FrontLimits front_limits;
    front_limits.shards = 2;
    std::vector<Listener> listeners;
    listeners.push_back({"127.0.0.1", 0, options, service});
    listeners.push_back({"127.0.0.1", 0, options, service});
    auto front = Front::open(front_limits, std::move(listeners), clock);
    REQUIRE(front);

    Crowd crowd;
    const std::uint16_t ports[] = {(*front)->port(0), (*front)->port(1)};
    for (const std::uint16_t port : ports) {
        REQUIRE(gather(crowd, port, tls));
    }
    std::vector<BlockingClient> honest;
    for (const std::uint16_t port : ports) {
        honest.emplace_back(port, tls);
    }
    // Everybody has been let in by now or is next: time may begin to pass. The longest patience is
    // that for a transfer, twenty seconds; handshake and header have ten.
    const auto all =
        2U * (silent_per_port + half_open_per_port + tricklers_per_port + deaf_per_port);
    for (int second = 0; second < 30; ++second) {
        for (BlockingClient& trickler : crowd.tricklers) {
            trickler.send("G");
        }
        for (std::size_t i = 0; i < honest.size(); ++i) {
            REQUIRE(honest[i].get("/").body == "hello");                     // a kept connection
            REQUIRE(BlockingClient(ports[i], tls).get("/").body == "hello"); // a new one
        }
        if (second < 9) {
            REQUIRE((*front)->figures().expelled == 0);
        }
        clock.advance(Seconds{1});
        REQUIRE_FALSE(honest[0].is_ended_within(one_sweep));
    }
    CHECK((*front)->figures().expelled == all);
    for (int i = 0; i < 100 && (*front)->figures().open > honest.size(); ++i) {
        REQUIRE(honest[0].get("/").body == "hello"); // the last visitors are still leaving
    }
    CHECK((*front)->figures().open == honest.size());
    for (const auto* sockets : {&crowd.silent, &crowd.half_open}) {
        CHECK(std::all_of(sockets->begin(), sockets->end(), ended));
    }
    for (auto* clients : {&crowd.tricklers, &crowd.deaf}) {
        for (BlockingClient& client : *clients) {
            REQUIRE(client.is_ended_within(Seconds{10}));
        }
    }
}
