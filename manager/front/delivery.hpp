// An answer as what will be sent: head, text, part of a file.
#pragma once

#include <string>

#include "manager/front/byte_range.hpp"
#include "manager/front/response_head.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

struct Delivery {
    std::string head;
    std::string text;    // empty for HEAD, for files and for statuses without a body
    FileDescriptor file; // open when `part` is not empty
    ByteRange part;      // of the file itself
};

// Applies HEAD, Range and the statuses that have no body (RFC 9110 sections 9.3.2, 14.2, 6.4.1).
Delivery plan_delivery(const RequestHead& request, Response answer, Instant date,
                       Persistence persistence);

} // namespace marquee::manager
