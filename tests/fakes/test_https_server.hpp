// A small HTTPS server on the loopback, for tests: one connection at a time, answers by a function.
#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <thread>

namespace marquee {

struct TestHttpsOptions {
    std::string certificate_pem;
    std::string key_pem;
    std::string client_authority_pem; // when set, a client may show a certificate of it
};

// What came: the request's head and body, and the common name of the client's certificate.
struct TestHttpsRequest {
    std::string head;
    std::string body;
    std::string client;
};

// `answer` gives the raw bytes of a response, on the server's thread; empty: says nothing and keeps
// the connection until the client gives up. A response with "Connection: close" ends it.
class TestHttpsServer {
public:
    using Answer = std::function<std::string(const TestHttpsRequest&)>;

    TestHttpsServer(const TestHttpsOptions& options, Answer answer);
    ~TestHttpsServer();

    std::uint16_t port() const { return port_; }
    int connections() const { return connections_; }

private:
    void serve();
    void talk(void* ssl);

    void* context_ = nullptr; // SSL_CTX
    int listener_ = -1;
    int stop_[2] = {-1, -1};
    std::uint16_t port_ = 0;
    std::atomic<int> connections_ = 0;
    Answer answer_;
    std::thread thread_;
};

// "HTTP/1.1 200 OK" with a Content-Length and these further header lines.
std::string http_response(const std::string& status, const std::string& body,
                          const std::string& headers = {});

} // namespace marquee
