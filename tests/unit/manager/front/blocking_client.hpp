// A plain blocking HTTP client that can also misbehave. Every wait ends after ten seconds.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

#include "manager/ports/exchange.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "tests/unit/manager/front/certificates.hpp"

namespace marquee::manager {

struct Answer {
    int status = 0; // 0: the connection ended before an answer was complete
    Headers headers;
    std::string body;

    std::string header(std::string_view name) const {
        return std::string(headers.find(name).value_or(""));
    }
};

enum class BodyExpected { yes, no /* the answer to HEAD */ };

class BlockingClient {
public:
    // How to speak TLS: whom to believe, and what to show.
    struct Tls {
        std::string authority_pem;
        std::optional<Identity> identity;
        std::string protocol = "http/1.1"; // ALPN
    };

    // Plain.
    explicit BlockingClient(std::uint16_t port);
    // Shakes hands at once; see is_open().
    BlockingClient(std::uint16_t port, const Tls& tls);
    BlockingClient(BlockingClient&&) = default;

    bool is_open() const { return open_; }
    int socket() const { return socket_.get(); }

    bool send(std::string_view bytes);
    Answer receive(BodyExpected body = BodyExpected::yes);

    // GET on a kept connection.
    Answer get(const std::string& path, const std::string& more_fields = {});

    // Appends what comes next, at least a byte; false at the end of the connection.
    bool receive_some(std::string& into);

    // True when the peer has ended the connection, false when it still has not after `patience`.
    bool is_ended_within(Milliseconds patience);

    // True when there is something to read, or the end.
    bool has_input_within(Milliseconds patience) const;

    // SHA-256 of the server's certificate.
    Sha256 server_fingerprint() const;
    std::string protocol() const; // chosen by ALPN
    bool is_resumed() const { return SSL_session_reused(tls_.get()) == 1; }

private:
    struct Free {
        void operator()(SSL* session) const { SSL_free(session); }
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };

    bool read_more();

    FileDescriptor socket_;
    std::unique_ptr<SSL_CTX, Free> context_;
    std::unique_ptr<SSL, Free> tls_;
    bool open_ = false;
    std::string input_;
};

// A loopback connection and nothing else.
FileDescriptor connect_to(std::uint16_t port);

} // namespace marquee::manager
