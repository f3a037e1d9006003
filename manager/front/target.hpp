// The request target of HTTP/1.1 (RFC 9112 section 3.2), taken apart.
#pragma once

#include <string>
#include <string_view>

#include "manager/ports/exchange.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

struct Target {
    std::string path;
    QueryParameters query;
};

// Origin form or absolute form. malformed for anything that two readers could understand in two
// ways: bad escapes, encoded slashes, control characters, "." and ".." segments, text that is not
// UTF-8.
Result<Target> parse_target(std::string_view text);

} // namespace marquee::manager
