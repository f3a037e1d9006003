#include "manager/front/listening_socket.hpp"

#include <cerrno>
#include <memory>
#include <netdb.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace marquee::manager {

namespace {

struct AddressFree {
    void operator()(addrinfo* address) const { ::freeaddrinfo(address); }
};
using Address = std::unique_ptr<addrinfo, AddressFree>;

enum class Sharing { alone, with_other_shards };

Result<Address> resolved(const std::string& address, std::uint16_t port) {
    addrinfo hints{};
    hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV | AI_PASSIVE;
    hints.ai_socktype = SOCK_STREAM;
    addrinfo* found = nullptr;
    if (address.empty()
        || ::getaddrinfo(address.c_str(), std::to_string(port).c_str(), &hints, &found) != 0) {
        return fail(ErrorCode::malformed, "not a numeric IP address", address);
    }
    return Address(found);
}

Result<FileDescriptor> bound(const std::string& address, std::uint16_t port, Sharing sharing) {
    const auto where = resolved(address, port);
    if (!where) {
        return tl::unexpected(where.error());
    }
    const addrinfo& info = **where;
    FileDescriptor socket(
        ::socket(info.ai_family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, IPPROTO_TCP));
    const int yes = 1;
    const int share = sharing == Sharing::with_other_shards ? 1 : 0;
    if (!socket.is_open()
        || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes) != 0
        || ::setsockopt(socket.get(), SOL_SOCKET, SO_REUSEPORT, &share, sizeof share) != 0
        || ::bind(socket.get(), info.ai_addr, info.ai_addrlen) != 0) {
        const std::string place = address + " port " + std::to_string(port);
        return errno == EADDRINUSE
                   ? fail(ErrorCode::already_exists, "the port is in use", place)
                   : fail(ErrorCode::io_failed, "cannot listen on this address and port", place);
    }
    return socket;
}

} // namespace

Result<FileDescriptor> listen_on(const std::string& address, std::uint16_t port) {
    auto socket = bound(address, port, Sharing::with_other_shards);
    if (socket && ::listen(socket->get(), SOMAXCONN) != 0) {
        return fail(ErrorCode::io_failed, "cannot listen on this address and port", address);
    }
    return socket;
}

Status check_port_is_free(const std::string& address, std::uint16_t port) {
    const auto socket = bound(address, port, Sharing::alone);
    return socket ? Status() : Status(tl::unexpected(socket.error()));
}

std::uint16_t bound_port(const FileDescriptor& socket) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getsockname(socket.get(), reinterpret_cast<sockaddr*>(&address), &size) != 0) {
        return 0;
    }
    if (address.ss_family == AF_INET) {
        return ntohs(reinterpret_cast<const sockaddr_in&>(address).sin_port);
    }
    return address.ss_family == AF_INET6
               ? ntohs(reinterpret_cast<const sockaddr_in6&>(address).sin6_port)
               : 0;
}

} // namespace marquee::manager
