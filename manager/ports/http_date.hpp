// Instants as HTTP writes them.
#pragma once

#include <string>

#include "schemas/model/time.hpp"

namespace marquee::manager {

// "Sat, 21 Nov 2026 15:04:05 GMT" (RFC 9110 section 5.6.7).
std::string to_http_date(Instant instant);

} // namespace marquee::manager
