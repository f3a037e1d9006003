// The bytes before the body of an answer (RFC 9112 section 4), and the front's own answers.
#pragma once

#include <optional>
#include <string>

#include "manager/front/byte_range.hpp"
#include "manager/ports/exchange.hpp"
#include "manager/ports/http_date.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

enum class Persistence { keep_alive, close };

// What the front knows of an answer besides the answer.
struct AnswerFrame {
    Instant date{};
    Persistence persistence = Persistence::close;
    std::optional<std::uint64_t> content_length = 0; // nullopt: until the connection closes
    std::optional<std::string> content_range;        // "bytes 0-9/100", "bytes */100"
    bool accepts_ranges = false;
};

// Status line, fields and the empty line. Fields that are the front's to write and values with
// line breaks are left out.
std::string render_head(const Response& response, const AnswerFrame& frame);

// False for the statuses that never have a body (1xx, 204, 304; RFC 9110 section 6.4.1).
bool status_has_body(int status);

// An RFC 9457 problem of the front itself: {"type", "title", "status", "code"}.
Response problem(int status, ErrorCode code);

} // namespace marquee::manager
