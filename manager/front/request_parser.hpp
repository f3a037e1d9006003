// HTTP/1.1 requests out of bytes (RFC 9112), with Beast's parser as the judge of the grammar.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <boost/beast/http/basic_parser.hpp>

#include "manager/front/response_head.hpp"
#include "manager/ports/exchange.hpp"

namespace marquee::manager {

// One request. Shard thread.
class RequestParser : private boost::beast::http::basic_parser<true> {
public:
    enum class State { wants_more, has_head, complete, refused };

    explicit RequestParser(std::size_t header_bytes_max);

    // Takes what it can from the front of `input` and removes it. Stops once after the head
    // (has_head), so that the caller can decide about the body, and at the end of the request
    // (complete). After refused, take_refusal() says why and nothing more can be read from the
    // peer.
    State parse(std::string& input);

    // Of the head, from has_head on. The peer and the instant are the caller's to fill in.
    RequestHead& head() { return head_; }
    bool is_complete() const { return is_done() && !refusal_; }
    bool wants_keep_alive() const { return keep_alive(); }
    bool expects_continue() const { return expects_continue_; }
    std::optional<std::uint64_t> announced_body() const; // nullopt when chunked

    // The decoded body; the caller may take out what has arrived, more is appended.
    std::string& body() { return body_; }
    std::uint64_t body_bytes() const { return body_bytes_; } // all of it until now

    Response take_refusal() { return std::move(*refusal_); }

private:
    using Parser = boost::beast::http::basic_parser<true>;
    using ErrorCodeOut = boost::beast::error_code&;
    using Text = boost::beast::string_view;

    State judge_head();
    State refuse(int status, ErrorCode code);
    State refuse(const boost::beast::error_code& error);
    bool take_target();
    bool take_method();

    void on_request_impl(boost::beast::http::verb verb, Text method, Text target, int version,
                         ErrorCodeOut error) override;
    void on_response_impl(int, Text, int, ErrorCodeOut) override {}
    void on_field_impl(boost::beast::http::field field, Text name, Text value,
                       ErrorCodeOut error) override;
    void on_header_impl(ErrorCodeOut) override { head_complete_ = true; }
    void on_body_init_impl(const boost::optional<std::uint64_t>&, ErrorCodeOut) override {}
    std::size_t on_body_impl(Text body, ErrorCodeOut) override;
    void on_chunk_header_impl(std::uint64_t, Text, ErrorCodeOut) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text body, ErrorCodeOut) override;
    void on_finish_impl(ErrorCodeOut) override {}

    const std::size_t header_bytes_max_;
    RequestHead head_;
    std::string method_;
    std::string target_;
    int version_ = 0; // 10 or 11
    int hosts_ = 0;
    bool foreign_coding_ = false; // a transfer coding other than chunked
    bool foreign_expectation_ = false;
    bool expects_continue_ = false;
    bool head_complete_ = false;
    bool head_reported_ = false;
    std::string body_;
    std::uint64_t body_bytes_ = 0;
    std::optional<Response> refusal_;
};

} // namespace marquee::manager
