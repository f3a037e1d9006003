// One connection to one HTTPS server, kept open between requests.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/clock.hpp"
#include "player/ports/manager_link.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/model/time.hpp"

namespace marquee::player {

struct HttpsRequest {
    std::string method;
    std::string path;
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;                              // none when empty
    std::string content_type = "application/json"; // of the body
};

struct HttpsHead {
    int status = 0;
    std::string content_type;
    std::string content_range;
};

// Takes an answer as it arrives. A failure ends the exchange and is its result.
class AnswerReader {
public:
    virtual ~AnswerReader() = default;

    virtual Status head(const HttpsHead& head) = 0;
    virtual Status piece(std::string_view bytes) = 0;
};

// How long the link waits.
struct LinkPatience {
    Milliseconds connect = Seconds(limits::link_connect_seconds_max); // TCP, then again for TLS
    Milliseconds silence = Seconds(limits::link_silence_seconds_max); // between pieces of an answer
    Milliseconds answer = Seconds(limits::link_answer_seconds_max);   // for any whole document
};

// Where a server is: "https://manager.example:8443".
struct HttpsAddress {
    std::string host;
    std::uint16_t port = 443;
};

// malformed unless a plain https URL of a host, without path, query or user.
Result<HttpsAddress> https_address(std::string_view url);

// Owned by one thread. Fails as ManagerLink says; a failed connection is closed, and the next
// exchange makes a new one.
class HttpsClient {
public:
    HttpsClient(HttpsAddress address, const LinkPatience& patience, const Clock& clock);
    HttpsClient(const HttpsClient&) = delete;
    ~HttpsClient();

    // Closes the connection if the identity differs in more than its time.
    void use(const LinkIdentity& identity);

    // Blocks. A request that found its kept connection dead is sent once more on a new one, so
    // every request must bear being sent twice. `deadline`: on the monotonic clock, for the whole
    // answer.
    Status exchange(const HttpsRequest& request, AnswerReader& reader, Microseconds deadline);

private:
    class Connection;

    Result<std::unique_ptr<Connection>> make_connection() const;
    Result<HttpsHead> ask(const HttpsRequest& request);
    Status read_answer(AnswerReader& reader, Microseconds deadline);

    HttpsAddress address_;
    LinkPatience patience_;
    const Clock& clock_;
    LinkIdentity identity_;
    std::unique_ptr<Connection> connection_;
};

} // namespace marquee::player
