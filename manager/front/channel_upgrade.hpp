// The opening handshake of WebSocket, server side (RFC 6455 section 4.2).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// Why a request does not open a channel that speaks `protocol`; nullopt when it does. 426 asks for
// the upgrade that is missing, or for version 13; 400 is for everything else.
std::optional<Response> refuse_upgrade(const RequestHead& head, std::string_view protocol);

// The whole 101 answer to a request that was not refused.
std::string upgrade_answer(const RequestHead& head, std::string_view protocol);

} // namespace marquee::manager
