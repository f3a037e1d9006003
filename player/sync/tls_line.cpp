#include "player/sync/tls_line.hpp"

#include <array>
#include <cerrno>
#include <utility>

#include <Poco/Exception.h>
#include <Poco/Net/SocketAddress.h>
#include <Poco/Net/StreamSocket.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>

#include "player/sync/tls_context.hpp"

namespace marquee::player {

namespace {

struct SslFree {
    void operator()(SSL* session) const { SSL_free(session); }
};

tl::unexpected<Error> gone() {
    ERR_clear_error();
    return fail(ErrorCode::unreachable, "the manager closed the connection");
}

} // namespace

// Everything of POCO's and OpenSSL's.
struct TlsLine::Connection {
    Poco::Net::StreamSocket socket;
    std::unique_ptr<SSL, SslFree> tls; // destroyed first
};

TlsLine::TlsLine(std::unique_ptr<Connection> connection, const LinkPatience& patience,
                 const Clock& clock)
    : connection_(std::move(connection)), patience_(patience), clock_(clock) {}

TlsLine::~TlsLine() = default;

Result<std::unique_ptr<TlsLine>> TlsLine::open(const HttpsAddress& address,
                                               const LinkIdentity& identity,
                                               const LinkPatience& patience, const Clock& clock) {
    const auto context = make_tls_context(identity, address.host);
    if (!context) {
        return tl::unexpected(context.error());
    }
    auto connection = std::make_unique<Connection>();
    try {
        connection->socket.connect(Poco::Net::SocketAddress(address.host, address.port),
                                   Poco::Timespan(Microseconds(patience.connect).count()));
        connection->socket.setNoDelay(true);
        connection->socket.setBlocking(false);
    } catch (const Poco::TimeoutException& problem) {
        return fail(ErrorCode::timed_out, "the manager did not answer in time",
                    problem.displayText());
    } catch (const Poco::Exception& problem) {
        return fail(ErrorCode::unreachable, "no connection to the manager", problem.displayText());
    }
    connection->tls.reset(SSL_new((*context)->sslContext()));
    if (!connection->tls
        || SSL_set_fd(connection->tls.get(), connection->socket.impl()->sockfd()) != 1) {
        ERR_clear_error();
        return fail(ErrorCode::internal, "out of memory for a TLS session");
    }
    SSL_set_tlsext_host_name(connection->tls.get(), address.host.c_str());
    auto line = std::make_unique<TlsLine>(std::move(connection), patience, clock);
    return line->shake_hands().map([&] { return std::move(line); });
}

Status TlsLine::shake_hands() {
    const Microseconds until = clock_.monotonic() + patience_.connect;
    for (;;) {
        ERR_clear_error();
        const int result = SSL_connect(connection_->tls.get());
        if (result == 1) {
            return {};
        }
        const int why = SSL_get_error(connection_->tls.get(), result);
        if (why == SSL_ERROR_SSL) {
            ERR_clear_error();
            return fail(ErrorCode::tls_refused, "TLS with the manager failed");
        }
        const Result<LineNews> news = wait(result, until, nullptr);
        if (!news) {
            return tl::unexpected(news.error());
        }
        if (*news == LineNews::silence) {
            return fail(ErrorCode::timed_out, "the manager did not answer in time");
        }
    }
}

Status TlsLine::send(std::string_view bytes) {
    const Microseconds until = clock_.monotonic() + patience_.silence;
    while (!bytes.empty()) {
        ERR_clear_error();
        std::size_t sent = 0;
        const int result = SSL_write_ex(connection_->tls.get(), bytes.data(), bytes.size(), &sent);
        if (result == 1) {
            bytes.remove_prefix(sent);
            continue;
        }
        const Result<LineNews> news = wait(result, until, nullptr);
        if (!news) {
            return tl::unexpected(news.error());
        }
        if (*news == LineNews::silence) {
            return fail(ErrorCode::timed_out, "the manager reads nothing");
        }
    }
    return {};
}

Result<LineNews> TlsLine::receive(std::string& into, Microseconds until, const WakeEvent& wake) {
    std::array<char, 4'096> piece{};
    for (;;) {
        ERR_clear_error();
        std::size_t got = 0;
        const int result = SSL_read_ex(connection_->tls.get(), piece.data(), piece.size(), &got);
        if (result == 1) {
            into.append(piece.data(), got);
            return LineNews::bytes;
        }
        const Result<LineNews> news = wait(result, until, &wake);
        if (!news || *news != LineNews::bytes) {
            return news;
        }
    }
}

Result<LineNews> TlsLine::wait(int result, Microseconds until, const WakeEvent* wake) {
    const int why = SSL_get_error(connection_->tls.get(), result);
    if (why != SSL_ERROR_WANT_READ && why != SSL_ERROR_WANT_WRITE) {
        return gone();
    }
    const short side = why == SSL_ERROR_WANT_WRITE ? POLLOUT : POLLIN;
    std::array<pollfd, 2> waits{
        pollfd{static_cast<int>(connection_->socket.impl()->sockfd()), side, 0},
        pollfd{wake != nullptr ? wake->descriptor() : -1, POLLIN, 0}};
    const int ready = ::poll(waits.data(), waits.size(), poll_timeout(until, clock_.monotonic()));
    if (ready < 0 && errno != EINTR) {
        return gone();
    }
    if (waits[1].revents != 0) {
        wake->forget();
        return LineNews::woken;
    }
    return ready == 0 ? LineNews::silence : LineNews::bytes; // at worst a try that blocks again
}

} // namespace marquee::player
