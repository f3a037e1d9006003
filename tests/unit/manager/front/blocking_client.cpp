#include "tests/unit/manager/front/blocking_client.hpp"

#include <array>
#include <charconv>
#include <csignal>
#include <stdexcept>
#include <utility>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>

namespace marquee::manager {

namespace {

X509* certificate_of(const std::string& pem) {
    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* certificate = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    return certificate;
}

void show(SSL_CTX* context, const Identity& identity) {
    X509* certificate = certificate_of(identity.certificate_pem);
    SSL_CTX_use_certificate(context, certificate);
    X509_free(certificate);
    BIO* bio = BIO_new_mem_buf(identity.private_key_pem.data(),
                               static_cast<int>(identity.private_key_pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    SSL_CTX_use_PrivateKey(context, key);
    EVP_PKEY_free(key);
    BIO_free(bio);
}

SSL_CTX* make_context(const BlockingClient::Tls& tls) {
    SSL_CTX* context = SSL_CTX_new(TLS_client_method());
    X509* authority = certificate_of(tls.authority_pem);
    X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
    X509_free(authority);
    X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    const std::string protocols = static_cast<char>(tls.protocol.size()) + tls.protocol;
    SSL_CTX_set_alpn_protos(context, reinterpret_cast<const unsigned char*>(protocols.data()),
                            static_cast<unsigned>(protocols.size()));
    if (tls.identity) {
        show(context, *tls.identity);
    }
    return context;
}

void parse_head(std::string_view head, Answer& answer) {
    head.remove_prefix(std::min<std::size_t>(head.size(), 9)); // "HTTP/1.1 "
    std::from_chars(head.data(), head.data() + head.size(), answer.status);
    while (true) {
        const std::size_t end = head.find("\r\n");
        if (end == std::string_view::npos || end + 2 >= head.size()) {
            return;
        }
        head.remove_prefix(end + 2);
        const std::string_view line = head.substr(0, head.find("\r\n"));
        const std::size_t colon = line.find(": ");
        if (colon != std::string_view::npos) {
            answer.headers.add(std::string(line.substr(0, colon)),
                               std::string(line.substr(colon + 2)));
        }
    }
}

} // namespace

FileDescriptor connect_to(std::uint16_t port) {
    sigset_t broken_pipe; // OpenSSL raises it on a peer that has left; this thread only
    ::sigemptyset(&broken_pipe);
    ::sigaddset(&broken_pipe, SIGPIPE);
    ::pthread_sigmask(SIG_BLOCK, &broken_pipe, nullptr);
    FileDescriptor socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const timeval patience{10, 0};
    ::setsockopt(socket.get(), SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    ::setsockopt(socket.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    if (!socket.is_open()
        || ::connect(socket.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        return FileDescriptor();
    }
    return socket;
}

BlockingClient::BlockingClient(std::uint16_t port) : socket_(connect_to(port)) {
    open_ = socket_.is_open();
}

BlockingClient::BlockingClient(std::uint16_t port, const Tls& tls)
    : socket_(connect_to(port)), context_(make_context(tls)), tls_(SSL_new(context_.get())) {
    SSL_set_fd(tls_.get(), socket_.get());
    open_ = socket_.is_open() && SSL_connect(tls_.get()) == 1;
}

bool BlockingClient::send(std::string_view bytes) {
    if (tls_) {
        return SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size())) > 0;
    }
    return ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL)
           == static_cast<ssize_t>(bytes.size());
}

bool BlockingClient::read_more() {
    std::array<char, 65'536> piece{};
    const auto got = tls_ ? SSL_read(tls_.get(), piece.data(), static_cast<int>(piece.size()))
                          : ::recv(socket_.get(), piece.data(), piece.size(), 0);
    if (got <= 0) {
        return false;
    }
    input_.append(piece.data(), static_cast<std::size_t>(got));
    return true;
}

Answer BlockingClient::receive(BodyExpected body) {
    std::size_t end = 0;
    while ((end = input_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) {
            return {};
        }
    }
    Answer answer;
    parse_head(std::string_view(input_).substr(0, end + 2), answer);
    input_.erase(0, end + 4);
    const std::string length = answer.header("Content-Length");
    const std::size_t size = body == BodyExpected::no || length.empty() ? 0 : std::stoul(length);
    while (input_.size() < size) {
        if (!read_more()) {
            return {};
        }
    }
    answer.body = input_.substr(0, size);
    input_.erase(0, size);
    return answer;
}

bool BlockingClient::receive_some(std::string& into) {
    const bool more = !input_.empty() || read_more();
    into += std::exchange(input_, {});
    return more;
}

Answer BlockingClient::get(const std::string& path, const std::string& more_fields) {
    return send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n" + more_fields + "\r\n")
               ? receive()
               : Answer{};
}

bool BlockingClient::is_ended_within(Milliseconds patience) {
    pollfd waiting{socket_.get(), POLLIN, 0};
    std::array<char, 65'536> piece{};
    while (::poll(&waiting, 1, static_cast<int>(patience.count())) > 0) {
        if (::recv(socket_.get(), piece.data(), piece.size(), 0) <= 0) {
            return true;
        }
    }
    return false;
}

bool BlockingClient::has_input_within(Milliseconds patience) const {
    pollfd waiting{socket_.get(), POLLIN, 0};
    return ::poll(&waiting, 1, static_cast<int>(patience.count())) > 0;
}

Sha256 BlockingClient::server_fingerprint() const {
    Sha256 fingerprint;
    unsigned int size = 0;
    X509_digest(SSL_get0_peer_certificate(tls_.get()), EVP_sha256(), fingerprint.bytes.data(),
                &size);
    return fingerprint;
}

std::string BlockingClient::protocol() const {
    const unsigned char* name = nullptr;
    unsigned int size = 0;
    SSL_get0_alpn_selected(tls_.get(), &name, &size);
    return {reinterpret_cast<const char*>(name), size};
}

} // namespace marquee::manager
