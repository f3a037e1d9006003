// One request and its answer, as values: what http/ and edge/ see of the network.
//
// The front turns bytes into a Request, asks a Service, and turns the Response back into bytes.
// Framing, TLS, deadlines, caps, HEAD, Range (for FileBody) and keep-alive are the front's;
// routing, ETags and security headers are the service's.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

// RFC 9110 section 9. The front answers any other method with 501 itself.
enum class Method { get, head, post, put, patch, remove /* DELETE */, options };

std::string_view method_name(Method method); // "GET"

// Field lines in order of arrival; names compare without regard to ASCII case.
class Headers {
public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

    // The first field of that name.
    std::optional<std::string_view> find(std::string_view name) const;
    bool contains(std::string_view name) const { return find(name).has_value(); }

    void add(std::string name, std::string value);
    void set(std::string name, std::string value); // instead of all fields of that name
    void remove(std::string_view name);

    auto begin() const { return fields_.begin(); }
    auto end() const { return fields_.end(); }

    friend bool operator==(const Headers&, const Headers&) = default;

private:
    std::vector<std::pair<std::string, std::string>> fields_;
};

// What the part after '?' says, decoded (application/x-www-form-urlencoded), in order.
class QueryParameters {
public:
    QueryParameters() = default;
    explicit QueryParameters(std::vector<std::pair<std::string, std::string>> parameters)
        : parameters_(std::move(parameters)) {}

    // The first parameter of that name; names are case-sensitive.
    std::optional<std::string_view> find(std::string_view name) const;

    auto begin() const { return parameters_.begin(); }
    auto end() const { return parameters_.end(); }

    friend bool operator==(const QueryParameters&, const QueryParameters&) = default;

private:
    std::vector<std::pair<std::string, std::string>> parameters_;
};

// A certificate that the TLS handshake has verified against the listener's client authorities.
struct ClientCertificate {
    std::string common_name; // of the subject; the PlayerId of a player
    Sha256 fingerprint;      // of the certificate's DER

    friend bool operator==(const ClientCertificate&, const ClientCertificate&) = default;
};

struct Peer {
    std::string address; // "192.0.2.7", "2001:db8::7"; without the port
    std::optional<ClientCertificate> certificate;

    friend bool operator==(const Peer&, const Peer&) = default;
};

struct RequestHead {
    Method method = Method::get;
    std::string path;      // percent-decoded UTF-8, begins with '/', no "." or ".." segment
    QueryParameters query; // empty when there was no '?'
    Headers headers;
    Peer peer;
    Instant received{}; // when the head was complete
};

struct Request : RequestHead {
    std::string body;

    const std::string& text() const { return body; }
};

// `size` bytes of an open file from `offset` on: the whole representation. The front cuts ranges
// out of it and reads with a position of its own, so the descriptor's does not matter.
struct FileBody {
    FileDescriptor file;
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
};

// Content-Length, Connection, Date, Accept-Ranges and Content-Range are the front's to write. A
// 200 with a FileBody answers Range and If-Range (by the ETag given here) with 206 or 416.
struct Response {
    int status = 200;
    Headers headers;
    std::variant<std::string, FileBody> body;
};

// "Sat, 21 Nov 2026 15:04:05 GMT" (RFC 9110 section 5.6.7).
std::string to_http_date(Instant instant);

Response no_content();                             // 204
Response json(std::string body, int status = 200); // application/json
Response text(std::string body, int status = 200); // text/plain; charset=utf-8

// Which workers may answer. reserved: overrides, health and metrics, which are answered even while
// every ordinary worker is busy.
enum class Lane { ordinary, reserved };

// memory: the whole body becomes part of the Request. sink: it goes to a BodySink as it arrives.
enum class BodyDestination { memory, sink };

// How the front takes in a request, decided from its head.
struct RoutePolicy {
    std::uint64_t body_bytes_max = 0; // more is answered 413
    Lane lane = Lane::ordinary;
    BodyDestination destination = BodyDestination::memory;
};

// Takes in a body that is too large for memory, piece by piece. Worker threads, one call at a time;
// each may block. What escapes as an exception is answered 500.
class BodySink {
public:
    // Without finish(): the body was refused, or the peer has gone, and then every byte that came
    // was given to take(). Whether they are kept is the sink's affair.
    virtual ~BodySink() = default;

    // The next bytes, in order. An answer refuses the rest of the body.
    virtual std::optional<Response> take(std::string_view bytes) = 0;

    // The body was complete: the answer to the request. Once, as the last call.
    virtual Response finish() = 0;
};

// Where the body of a request goes, or why it is not wanted.
using Reception = std::variant<std::unique_ptr<BodySink>, Response>;

// What answers on a listener. Called by many threads at once; outlives the front.
class Service {
public:
    virtual ~Service() = default;

    // Shard thread: must not block, must not throw.
    virtual RoutePolicy policy(const RequestHead& head) = 0;

    // Worker thread, before the body of a `sink` route is read; handle() is not called for it.
    virtual Reception receive(const RequestHead&) { return Response{501, {}, {}}; }

    // Puts into words what the front refuses of itself: too_large, busy, internal. The status
    // stays. nullopt: a problem without a sentence. Any thread: must not block, must not throw.
    virtual std::optional<Response> worded(const RequestHead&, int /*status*/, ErrorCode) {
        return std::nullopt;
    }

    // Worker thread: may block. What escapes as an exception is answered 500. For HEAD the service
    // answers as for GET; the front leaves the body out.
    virtual Response handle(const Request& request) = 0;
};

} // namespace marquee::manager
