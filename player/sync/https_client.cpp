#include "player/sync/https_client.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <istream>
#include <optional>

#include <Poco/Exception.h>
#include <Poco/Net/HTTPRequest.h>
#include <Poco/Net/HTTPResponse.h>
#include <Poco/Net/HTTPSClientSession.h>
#include <Poco/Net/NetException.h>
#include <Poco/Net/SSLException.h>
#include <Poco/URI.h>

#include "player/sync/tls_context.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr int header_fields_max = 64;
constexpr int kept_seconds_max = 45; // an idle connection older than this is made anew

Error to_error(const Poco::Exception& problem) {
    const std::string text = problem.displayText();
    if (dynamic_cast<const Poco::TimeoutException*>(&problem) != nullptr) {
        return {ErrorCode::timed_out, "the manager did not answer in time", text, {}};
    }
    if (dynamic_cast<const Poco::Net::SSLConnectionUnexpectedlyClosedException*>(&problem)
        != nullptr) {
        return {ErrorCode::unreachable, "the manager closed the connection", text, {}};
    }
    if (dynamic_cast<const Poco::Net::SSLException*>(&problem) != nullptr) {
        return {ErrorCode::tls_refused, "TLS with the manager failed", text, {}};
    }
    if (dynamic_cast<const Poco::Net::HTTPException*>(&problem) != nullptr
        || dynamic_cast<const Poco::Net::MessageException*>(&problem) != nullptr) {
        return {ErrorCode::malformed, "the answer is not HTTP", text, {}};
    }
    return {ErrorCode::unreachable, "no connection to the manager", text, {}};
}

} // namespace

Result<HttpsAddress> https_address(std::string_view url) {
    try {
        const Poco::URI uri{std::string(url)};
        const bool bare = uri.getPath().empty() || uri.getPath() == "/";
        if (uri.getScheme() != "https" || uri.getHost().empty() || !bare
            || !uri.getRawQuery().empty() || !uri.getUserInfo().empty()
            || !uri.getFragment().empty()) {
            return fail(ErrorCode::malformed, "not the https URL of a server", std::string(url));
        }
        return HttpsAddress{uri.getHost(), uri.getPort()};
    } catch (const Poco::Exception&) {
        return fail(ErrorCode::malformed, "not a URL", std::string(url));
    }
}

// Everything of POCO's lives here; its exceptions end in HttpsClient::exchange.
class HttpsClient::Connection {
public:
    Connection(const HttpsAddress& address, const LinkPatience& patience,
               const Poco::Net::Context::Ptr& context)
        : session_(address.host, address.port, context) {
        const Poco::Timespan silence(Microseconds(patience.silence).count());
        session_.setTimeout(Poco::Timespan(Microseconds(patience.connect).count()), silence,
                            silence);
        session_.setKeepAlive(true);
        session_.setKeepAliveTimeout(Poco::Timespan(kept_seconds_max, 0));
    }

    bool used() const { return used_; }

    void send(const HttpsRequest& request) {
        Poco::Net::HTTPRequest out(request.method, request.path, Poco::Net::HTTPMessage::HTTP_1_1);
        for (const auto& [name, value] : request.headers) {
            out.set(name, value);
        }
        if (!request.body.empty()) {
            out.setContentType(request.content_type);
            out.setContentLength64(static_cast<Poco::Int64>(request.body.size()));
        }
        std::ostream& body = session_.sendRequest(out);
        body.write(request.body.data(), static_cast<std::streamsize>(request.body.size()));
        body.flush();
        rethrow_network_failure();
    }

    HttpsHead receive() {
        Poco::Net::HTTPResponse response;
        response.setFieldLimit(header_fields_max);
        body_ = &session_.receiveResponse(response);
        used_ = true;
        if (response.hasContentLength()) {
            left_ = static_cast<std::uint64_t>(response.getContentLength64());
        } else {
            left_.reset();
        }
        return {static_cast<int>(response.getStatus()), response.getContentType(),
                response.get("Content-Range", "")};
    }

    // The next bytes of the body; empty at its end.
    std::string_view next_piece() {
        std::size_t count = 0;
        // Only what is there already, so that a slow sender cannot hide from the deadline.
        if (body_->peek() != std::istream::traits_type::eof()) {
            const auto ready = std::max<std::streamsize>(body_->rdbuf()->in_avail(), 1);
            body_->read(buffer_.data(),
                        std::min(ready, static_cast<std::streamsize>(buffer_.size())));
            count = static_cast<std::size_t>(body_->gcount());
        }
        if (count == 0) {
            rethrow_network_failure();
            if (left_.value_or(0) != 0) {
                throw Poco::Net::ConnectionResetException("the answer was cut off");
            }
        }
        if (left_) {
            *left_ -= std::min<std::uint64_t>(*left_, count);
        }
        return {buffer_.data(), count};
    }

private:
    // Streams swallow what the socket threw.
    void rethrow_network_failure() {
        if (const Poco::Exception* failure = session_.networkException()) {
            failure->rethrow();
        }
    }

    Poco::Net::HTTPSClientSession session_;
    std::istream* body_ = nullptr; // of session_
    std::optional<std::uint64_t> left_;
    std::array<char, 64 * limits::KiB> buffer_{};
    bool used_ = false;
};

HttpsClient::HttpsClient(HttpsAddress address, const LinkPatience& patience, const Clock& clock)
    : address_(std::move(address)), patience_(patience), clock_(clock) {}

HttpsClient::~HttpsClient() = default;

void HttpsClient::use(const LinkIdentity& identity) {
    LinkIdentity same_time = identity;
    same_time.time = identity_.time;
    same_time.bound = identity_.bound;
    if (same_time != identity_) {
        connection_.reset();
    }
    identity_ = identity;
}

Result<std::unique_ptr<HttpsClient::Connection>> HttpsClient::make_connection() const {
    auto context = make_tls_context(identity_, address_.host);
    if (!context) {
        return tl::unexpected(context.error());
    }
    return std::make_unique<Connection>(address_, patience_, *context);
}

Result<HttpsHead> HttpsClient::ask(const HttpsRequest& request) {
    for (;;) {
        const bool kept = connection_ && connection_->used();
        if (!connection_) {
            auto made = make_connection();
            if (!made) {
                return tl::unexpected(made.error());
            }
            connection_ = std::move(*made);
        }
        try {
            connection_->send(request);
            return connection_->receive();
        } catch (const Poco::TimeoutException& problem) {
            return tl::unexpected(to_error(problem));
        } catch (const Poco::Exception& problem) {
            if (!kept) {
                return tl::unexpected(to_error(problem));
            }
            connection_.reset(); // the manager had closed it meanwhile
        }
    }
}

Status HttpsClient::read_answer(AnswerReader& reader, Microseconds deadline) {
    for (;;) {
        const std::string_view piece = connection_->next_piece();
        if (piece.empty()) {
            return {};
        }
        if (Status taken = reader.piece(piece); !taken) {
            return taken;
        }
        if (clock_.monotonic() > deadline) {
            return fail(ErrorCode::timed_out, "the whole answer took too long");
        }
    }
}

Status HttpsClient::exchange(const HttpsRequest& request, AnswerReader& reader,
                             Microseconds deadline) {
    Status result;
    try {
        const Result<HttpsHead> head = ask(request);
        result = head ? reader.head(*head) : Status(tl::unexpected(head.error()));
        if (result) {
            result = read_answer(reader, deadline);
        }
    } catch (const Poco::Exception& problem) {
        result = tl::unexpected(to_error(problem));
    } catch (const std::exception& problem) {
        result = fail(ErrorCode::internal, "an exchange failed", problem.what());
    }
    if (!result) {
        connection_.reset(); // an answer may be left unread on it
        result.error().where = request.path;
    }
    return result;
}

} // namespace marquee::player
