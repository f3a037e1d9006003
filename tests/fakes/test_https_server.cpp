#include "tests/fakes/test_https_server.hpp"

#include <stdexcept>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace marquee {
namespace {

void require(bool fine, const char* what) {
    if (!fine) {
        throw std::runtime_error(what);
    }
}

X509* certificate(const std::string& pem) {
    BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
    X509* result = PEM_read_bio_X509(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    return result;
}

std::string common_name(SSL* ssl) {
    X509* client = SSL_get1_peer_certificate(ssl);
    if (client == nullptr) {
        return {};
    }
    char name[200] = {};
    X509_NAME_get_text_by_NID(X509_get_subject_name(client), NID_commonName, name, sizeof name);
    X509_free(client);
    return name;
}

std::size_t content_length(const std::string& head) {
    const std::size_t at = head.find("Content-Length: ");
    return at == std::string::npos ? 0 : std::stoul(head.substr(at + 16));
}

} // namespace

std::string http_response(const std::string& status, const std::string& body,
                          const std::string& headers) {
    return "HTTP/1.1 " + status + "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n"
           + headers + "\r\n" + body;
}

TestHttpsServer::TestHttpsServer(const TestHttpsOptions& options, Answer answer)
    : answer_(std::move(answer)) {
    SSL_CTX* context = SSL_CTX_new(TLS_server_method());
    context_ = context;
    X509* own = certificate(options.certificate_pem);
    require(SSL_CTX_use_certificate(context, own) == 1, "server certificate");
    X509_free(own);
    BIO* bio = BIO_new_mem_buf(options.key_pem.data(), static_cast<int>(options.key_pem.size()));
    EVP_PKEY* key = PEM_read_bio_PrivateKey(bio, nullptr, nullptr, nullptr);
    BIO_free(bio);
    require(SSL_CTX_use_PrivateKey(context, key) == 1, "server key");
    EVP_PKEY_free(key);
    if (!options.client_authority_pem.empty()) {
        X509* authority = certificate(options.client_authority_pem);
        X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority);
        X509_free(authority);
        // The test's certificates are valid in the test's time, not in today's.
        X509_VERIFY_PARAM_set_flags(SSL_CTX_get0_param(context), X509_V_FLAG_NO_CHECK_TIME);
        SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    }
    listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    require(::bind(listener_, reinterpret_cast<sockaddr*>(&address), size) == 0, "bind");
    require(::listen(listener_, 8) == 0, "listen");
    require(::getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &size) == 0, "port");
    port_ = ntohs(address.sin_port);
    require(::pipe(stop_) == 0, "pipe");
    thread_ = std::thread([this] { serve(); });
}

TestHttpsServer::~TestHttpsServer() {
    ::close(stop_[1]);
    thread_.join();
    ::close(stop_[0]);
    ::close(listener_);
    SSL_CTX_free(static_cast<SSL_CTX*>(context_));
}

void TestHttpsServer::serve() {
    for (;;) {
        pollfd waits[2] = {{listener_, POLLIN, 0}, {stop_[0], POLLIN, 0}};
        if (::poll(waits, 2, -1) < 0 || waits[1].revents != 0) {
            return;
        }
        const int connection = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
        const timeval patience{5, 0};
        ::setsockopt(connection, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
        SSL* ssl = SSL_new(static_cast<SSL_CTX*>(context_));
        SSL_set_fd(ssl, connection);
        if (SSL_accept(ssl) == 1) {
            ++connections_;
            talk(ssl);
        }
        SSL_free(ssl);
        ::close(connection);
    }
}

void TestHttpsServer::talk(void* handle) {
    SSL* ssl = static_cast<SSL*>(handle);
    std::string buffer;
    char piece[4096];
    for (;;) {
        TestHttpsRequest request;
        for (;;) {
            const std::size_t end = buffer.find("\r\n\r\n");
            if (end != std::string::npos) {
                const std::size_t length = content_length(buffer.substr(0, end));
                if (buffer.size() >= end + 4 + length) {
                    request.head = buffer.substr(0, end);
                    request.body = buffer.substr(end + 4, length);
                    buffer.erase(0, end + 4 + length);
                    break;
                }
            }
            const int got = SSL_read(ssl, piece, sizeof piece);
            if (got <= 0) {
                return;
            }
            buffer.append(piece, static_cast<std::size_t>(got));
        }
        request.client = common_name(ssl);
        const std::string response = answer_(request);
        if (!response.empty()
            && SSL_write(ssl, response.data(), static_cast<int>(response.size())) <= 0) {
            return;
        }
        if (response.find("Connection: close") != std::string::npos) {
            SSL_shutdown(ssl);
            return;
        }
    }
}

} // namespace marquee
