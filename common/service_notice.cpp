#include "common/service_notice.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <tuple>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace marquee {

std::string ServiceNotice::address_from_environment() {
    const char* const address = std::getenv("NOTIFY_SOCKET");
    return address == nullptr ? std::string() : std::string(address);
}

ServiceNotice::ServiceNotice(std::string_view address) {
    sockaddr_un place{};
    place.sun_family = AF_UNIX;
    const bool known = !address.empty() && (address.front() == '/' || address.front() == '@');
    if (!known || address.size() >= sizeof place.sun_path) {
        return;
    }
    std::memcpy(place.sun_path, address.data(), address.size());
    if (address.front() == '@') {
        place.sun_path[0] = '\0';
    }
    socket_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    const auto bytes = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + address.size());
    if (socket_ >= 0 && ::connect(socket_, reinterpret_cast<const sockaddr*>(&place), bytes) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

ServiceNotice::~ServiceNotice() {
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

void ServiceNotice::ready() const {
    const char* const watchdog_us = std::getenv("WATCHDOG_USEC");
    send(watchdog_us == nullptr ? "READY=1" : "READY=1\nWATCHDOG_USEC=" + std::string(watchdog_us));
}

void ServiceNotice::status(std::string_view line) const {
    std::string message = "STATUS=" + std::string(line);
    std::replace(message.begin(), message.end(), '\n', ' ');
    send(message);
}

void ServiceNotice::send(std::string_view message) const {
    if (socket_ >= 0) {
        std::ignore = ::send(socket_, message.data(), message.size(), MSG_NOSIGNAL);
    }
}

} // namespace marquee
