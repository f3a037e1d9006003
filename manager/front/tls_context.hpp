// The server side of TLS (OpenSSL): from credentials to sessions.
#pragma once

#include <memory>
#include <optional>

#include <openssl/ssl.h>

#include "manager/front/tls_credentials.hpp"
#include "manager/ports/exchange.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct SslFree {
    void operator()(SSL* session) const { SSL_free(session); }
};
using TlsSession = std::unique_ptr<SSL, SslFree>;

// TLS 1.2 and 1.3, ALPN http/1.1, stateless session tickets. Immutable; any thread.
class TlsContext {
public:
    struct SslCtxFree {
        void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
    };
    using Handle = std::unique_ptr<SSL_CTX, SslCtxFree>;

    explicit TlsContext(Handle configured) : context_(std::move(configured)) {}

    // malformed at "certificate_chain_pem", "private_key_pem" or "client_authorities". Without
    // client authorities no client certificate is asked for; with them one is optional, and one
    // that does not verify ends the handshake.
    static Result<std::shared_ptr<const TlsContext>> make(const TlsCredentials& credentials);

    // A session about to accept on a socket, which must outlive it. Client certificates are judged
    // as of `verify_at`. Null when memory runs out.
    TlsSession open(int socket, Instant verify_at) const;

private:
    Handle context_;
};

// The certificate that the client proved to own, after the handshake; nullopt when it sent none.
std::optional<ClientCertificate> verified_client(const SSL& session);

} // namespace marquee::manager
