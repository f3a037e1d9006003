#include "manager/front/request_parser.hpp"

#include <array>
#include <limits>
#include <utility>

#include <boost/asio/buffer.hpp>
#include <boost/beast/core/string.hpp>
#include <boost/beast/http/error.hpp>

#include "manager/front/target.hpp"

namespace marquee::manager {

namespace http = boost::beast::http;

namespace {

// "0", CRLF, CRLF: every chunked body ends with at least these. Beast 1.74 asserts that it is not
// called with less once it has seen the 0.
constexpr std::size_t last_chunk_bytes = 5;

} // namespace

RequestParser::RequestParser(std::size_t header_bytes_max) : header_bytes_max_(header_bytes_max) {
    header_limit(static_cast<std::uint32_t>(header_bytes_max));
    // The route's limit is the caller's to enforce; "none" would refuse every length in 1.74.
    body_limit(std::numeric_limits<std::uint64_t>::max());
}

RequestParser::State RequestParser::parse(std::string& input) {
    if (refusal_) {
        return State::refused;
    }
    boost::beast::error_code error;
    while (!input.empty() && !is_done()) {
        if (head_reported_ && chunked() && input.size() < last_chunk_bytes) {
            return State::wants_more;
        }
        const std::size_t taken = put(boost::asio::buffer(std::as_const(input)), error);
        input.erase(0, taken);
        if (error && error != http::error::need_more) {
            return refuse(error);
        }
        if (head_complete_ && !head_reported_) {
            return judge_head();
        }
        if (error == http::error::need_more) {
            // Chunk headers and trailers are as long as a head may be, no longer.
            return input.size() > header_bytes_max_ ? refuse(400, ErrorCode::malformed)
                                                    : State::wants_more;
        }
    }
    return is_done() ? State::complete : State::wants_more;
}

std::optional<std::uint64_t> RequestParser::announced_body() const {
    if (chunked()) {
        return std::nullopt;
    }
    return content_length().value_or(0);
}

RequestParser::State RequestParser::judge_head() {
    head_reported_ = true;
    eager(true);
    if (version_ != 10 && version_ != 11) {
        return refuse(505, ErrorCode::unsupported);
    }
    if (hosts_ > 1 || (version_ == 11 && hosts_ == 0) || (version_ == 10 && chunked())) {
        return refuse(400, ErrorCode::malformed);
    }
    if (foreign_coding_ || !take_method()) {
        return refuse(501, ErrorCode::unsupported);
    }
    if (foreign_expectation_) {
        return refuse(417, ErrorCode::unsupported);
    }
    if (!take_target()) {
        return refuse(400, ErrorCode::malformed);
    }
    return State::has_head;
}

bool RequestParser::take_method() {
    static constexpr std::array methods{Method::get,   Method::head,   Method::post,   Method::put,
                                        Method::patch, Method::remove, Method::options};
    for (const Method method : methods) {
        if (method_name(method) == method_) {
            head_.method = method;
            return true;
        }
    }
    return false;
}

bool RequestParser::take_target() {
    auto target = manager::parse_target(target_); // Beast's class has one of its own
    if (target) {
        head_.path = std::move(target->path);
        head_.query = std::move(target->query);
    }
    return target.has_value();
}

RequestParser::State RequestParser::refuse(int status, ErrorCode code) {
    refusal_ = problem(status, code);
    return State::refused;
}

RequestParser::State RequestParser::refuse(const boost::beast::error_code& error) {
    return error == http::error::header_limit ? refuse(431, ErrorCode::too_large)
                                              : refuse(400, ErrorCode::malformed);
}

void RequestParser::on_request_impl(http::verb, Text method, Text target, int version,
                                    ErrorCodeOut) {
    version_ = version;
    method_.assign(method.data(), method.size());
    target_.assign(target.data(), target.size());
}

void RequestParser::on_field_impl(http::field field, Text name, Text value, ErrorCodeOut) {
    if (head_complete_) {
        return; // trailers mean nothing here (RFC 9110 section 6.5)
    }
    if (field == http::field::host) {
        ++hosts_;
    } else if (field == http::field::transfer_encoding) {
        foreign_coding_ = foreign_coding_ || !boost::beast::iequals(value, "chunked");
    } else if (field == http::field::expect) {
        expects_continue_ = boost::beast::iequals(value, "100-continue");
        foreign_expectation_ = !expects_continue_;
    }
    head_.headers.add(std::string(name), std::string(value));
}

std::size_t RequestParser::on_body_impl(Text body, ErrorCodeOut) {
    body_.append(body.data(), body.size());
    body_bytes_ += body.size();
    return body.size();
}

std::size_t RequestParser::on_chunk_body_impl(std::uint64_t, Text body, ErrorCodeOut error) {
    return on_body_impl(body, error);
}

} // namespace marquee::manager
