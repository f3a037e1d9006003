#include "manager/front/response_head.hpp"

#include <array>

#include <fmt/format.h>

namespace marquee::manager {

namespace {

struct Reason {
    int status;
    std::string_view phrase;
};

// RFC 9110 section 15, RFC 6585, RFC 4918.
constexpr std::array reasons{
    Reason{200, "OK"},
    Reason{201, "Created"},
    Reason{202, "Accepted"},
    Reason{204, "No Content"},
    Reason{206, "Partial Content"},
    Reason{301, "Moved Permanently"},
    Reason{302, "Found"},
    Reason{303, "See Other"},
    Reason{304, "Not Modified"},
    Reason{307, "Temporary Redirect"},
    Reason{308, "Permanent Redirect"},
    Reason{400, "Bad Request"},
    Reason{401, "Unauthorized"},
    Reason{403, "Forbidden"},
    Reason{404, "Not Found"},
    Reason{405, "Method Not Allowed"},
    Reason{406, "Not Acceptable"},
    Reason{408, "Request Timeout"},
    Reason{409, "Conflict"},
    Reason{410, "Gone"},
    Reason{411, "Length Required"},
    Reason{412, "Precondition Failed"},
    Reason{413, "Content Too Large"},
    Reason{415, "Unsupported Media Type"},
    Reason{416, "Range Not Satisfiable"},
    Reason{417, "Expectation Failed"},
    Reason{422, "Unprocessable Content"},
    Reason{423, "Locked"},
    Reason{426, "Upgrade Required"},
    Reason{428, "Precondition Required"},
    Reason{429, "Too Many Requests"},
    Reason{431, "Request Header Fields Too Large"},
    Reason{500, "Internal Server Error"},
    Reason{501, "Not Implemented"},
    Reason{503, "Service Unavailable"},
    Reason{505, "HTTP Version Not Supported"},
    Reason{507, "Insufficient Storage"},
};

std::string_view reason_phrase(int status) {
    for (const Reason& reason : reasons) {
        if (reason.status == status) {
            return reason.phrase;
        }
    }
    return "";
}

bool belongs_to_front(std::string_view name) {
    static const Headers own{{"Content-Length", ""},   {"Connection", ""},    {"Date", ""},
                             {"Accept-Ranges", ""},    {"Content-Range", ""}, {"Keep-Alive", ""},
                             {"Transfer-Encoding", ""}};
    return own.contains(name);
}

bool breaks_line(std::string_view text) {
    return text.find_first_of(std::string_view("\r\n\0", 3)) != std::string_view::npos;
}

void add_field(std::string& head, std::string_view name, std::string_view value) {
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool status_has_body(int status) {
    return status >= 200 && status != 204 && status != 304;
}

std::string render_head(const Response& response, const AnswerFrame& frame) {
    std::string head =
        fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
    add_field(head, "Date", to_http_date(frame.date));
    for (const auto& [name, value] : response.headers) {
        if (!belongs_to_front(name) && !breaks_line(name) && !breaks_line(value)) {
            add_field(head, name, value);
        }
    }
    if (frame.content_length && status_has_body(response.status)) {
        add_field(head, "Content-Length", std::to_string(*frame.content_length));
    }
    if (frame.content_range) {
        add_field(head, "Content-Range", *frame.content_range);
    }
    if (frame.accepts_ranges) {
        add_field(head, "Accept-Ranges", "bytes");
    }
    add_field(head, "Connection",
              frame.persistence == Persistence::keep_alive ? "keep-alive" : "close");
    head += "\r\n";
    return head;
}

Response problem(int status, ErrorCode code) {
    return {status,
            {{"Content-Type", "application/problem+json"}, {"Cache-Control", "no-store"}},
            fmt::format(R"({{"type":"about:blank","title":"{}","status":{},"code":"{}"}})",
                        reason_phrase(status), status, error_slug(code))};
}

} // namespace marquee::manager
