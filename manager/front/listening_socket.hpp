// Sockets that wait for connections.
#pragma once

#include <cstdint>
#include <string>

#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Non-blocking, listening, sharing its port with the other shards' sockets of this process
// (SO_REUSEPORT). `address`: numeric IPv4 or IPv6. malformed for another address; io_failed.
Result<FileDescriptor> listen_on(const std::string& address, std::uint16_t port);

// already_exists when another socket listens there. SO_REUSEPORT alone would let two managers of
// one user share a port without a word.
Status check_port_is_free(const std::string& address, std::uint16_t port);

// The port a socket is bound to; 0 when it is not a bound IP socket.
std::uint16_t bound_port(const FileDescriptor& socket);

} // namespace marquee::manager
