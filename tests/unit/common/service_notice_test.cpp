#include "common/service_notice.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <cstdlib>
#include <cstring>
#include <string>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;

namespace {

// What systemd is to a service: a datagram socket with a name.
class Listener {
public:
    explicit Listener(const std::string& address)
        : socket_(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK, 0)) {
        sockaddr_un place{};
        place.sun_family = AF_UNIX;
        std::memcpy(place.sun_path, address.data(), address.size());
        if (address.front() == '@') {
            place.sun_path[0] = '\0';
        }
        const auto bytes = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
        REQUIRE(::bind(socket_, reinterpret_cast<const sockaddr*>(&place), bytes) == 0);
    }
    ~Listener() { ::close(socket_); }

    std::string next() const {
        std::array<char, 256> text{};
        const ssize_t got = ::recv(socket_, text.data(), text.size(), 0);
        return got < 0 ? "nothing" : std::string(text.data(), static_cast<std::size_t>(got));
    }

private:
    int socket_;
};

} // namespace

TEST_CASE("a service manager hears what is said, one datagram a message") {
    const TemporaryDirectory directory;
    const std::string address = (directory.path() / "notify").string();
    const Listener systemd(address);
    const ServiceNotice notice(address);
    REQUIRE(notice.heard());
    notice.ready();
    notice.status("showing\n1.3");
    notice.alive();
    notice.stopping();
    CHECK(systemd.next() == "READY=1");
    CHECK(systemd.next() == "STATUS=showing 1.3");
    CHECK(systemd.next() == "WATCHDOG=1");
    CHECK(systemd.next() == "STOPPING=1");
    CHECK(systemd.next() == "nothing");
}

TEST_CASE("a run that is followed by another one asks for patience, and the next gives it back") {
    const TemporaryDirectory directory;
    const std::string address = (directory.path() / "notify").string();
    const Listener systemd(address);
    const ServiceNotice notice(address);
    ::setenv("WATCHDOG_USEC", "3000000", 1);
    notice.begins_anew();
    notice.ready();
    ::unsetenv("WATCHDOG_USEC");
    CHECK(systemd.next() == "WATCHDOG_USEC=60000000");
    CHECK(systemd.next() == "READY=1\nWATCHDOG_USEC=3000000");
}

TEST_CASE("a name of the abstract namespace is understood") {
    const std::string address = "@marquee-notice-" + std::to_string(::getpid());
    const Listener systemd(address);
    ServiceNotice(address).ready();
    CHECK(systemd.next() == "READY=1");
}

TEST_CASE("without a listener nothing happens") {
    for (const std::string& address :
         {std::string(), std::string("relative"), std::string("/nonexistent/socket"),
          "/" + std::string(200, 'x')}) {
        const ServiceNotice notice(address);
        CHECK_FALSE(notice.heard());
        notice.ready();
    }
}

TEST_CASE("a listener that never reads holds nobody up") {
    const TemporaryDirectory directory;
    const std::string address = (directory.path() / "notify").string();
    const Listener systemd(address);
    const ServiceNotice notice(address);
    for (int i = 0; i < 10'000; ++i) {
        notice.alive();
    }
    CHECK(systemd.next() == "WATCHDOG=1");
}
