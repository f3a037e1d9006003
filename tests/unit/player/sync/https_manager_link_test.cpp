#include "player/sync/https_manager_link.hpp"

#include <catch2/catch.hpp>

#include <mutex>

#include "common/certificate_authority.hpp"
#include "common/sha256.hpp"
#include "common/signature.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/problem.hpp"
#include "tests/fakes/signing_office.hpp"
#include "tests/fakes/test_https_server.hpp"

using namespace marquee;
using namespace marquee::player;

namespace {

const Instant noon = instant_from_rfc3339("2026-11-21T12:00:00Z").value();
const Interval all_year{noon - std::chrono::hours(24 * 100), noon + std::chrono::hours(24 * 100)};

PrivateKey new_key() {
    return PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256).value();
}

CertificateAuthority new_authority() {
    return CertificateAuthority::create("authority", all_year).value();
}

// A manager's port, and a link to it.
struct Rig {
    CertificateAuthority authority = new_authority();
    std::vector<std::string> names{"127.0.0.1"};
    Interval validity = all_year;
    TestHttpsServer::Answer answer = [](const TestHttpsRequest&) {
        return http_response("200 OK", "hello");
    };
    LinkPatience patience{};
    SystemClock clock;
    std::mutex mutex;
    std::vector<TestHttpsRequest> requests; // guarded by mutex
    std::unique_ptr<TestHttpsServer> server;
    std::unique_ptr<HttpsManagerLink> link;

    // Starts both as they are described now.
    void start() {
        const PrivateKey key = new_key();
        server = std::make_unique<TestHttpsServer>(
            TestHttpsOptions{authority.issue_server(key, names, validity).value(), key.to_pem(),
                             authority.certificate_pem()},
            [this](const TestHttpsRequest& request) {
                {
                    const std::lock_guard lock(mutex);
                    requests.push_back(request);
                }
                return answer(request);
            });
        link = std::make_unique<HttpsManagerLink>(HttpsAddress{"127.0.0.1", server->port()}, clock,
                                                  patience);
        link->use(pinned());
    }

    LinkIdentity pinned() const {
        return {{authority.certificate_pem()}, {}, {}, noon, TimeBound::floor};
    }
    LinkIdentity enrolled() const {
        const PrivateKey key = new_key();
        LinkIdentity identity = pinned();
        identity.certificate_pem = authority
                                       .issue_client(make_certificate_request(key, "box").value(),
                                                     sample_id(100), all_year)
                                       .value();
        identity.private_key_pem = key.to_pem();
        return identity;
    }
    TestHttpsRequest request(std::size_t index) {
        const std::lock_guard lock(mutex);
        REQUIRE(index < requests.size());
        return requests[index];
    }
};

ErrorCode trust_failure(Rig& rig) {
    const Result<std::string> answer = rig.link->trust(1);
    REQUIRE_FALSE(answer);
    return answer.error().code;
}

// Keeps what it gets.
struct StringSink final : BlobSink {
    std::string bytes;
    std::optional<std::uint64_t> began;
    std::size_t refuse_from = SIZE_MAX;

    Status begin(std::uint64_t offset) override {
        began = offset;
        return {};
    }
    Status write(std::string_view piece) override {
        bytes += piece;
        return bytes.size() >= refuse_from ? fail(ErrorCode::busy, "enough") : Status();
    }
};

} // namespace

TEST_CASE("a manager that proves itself by a pinned authority is talked to") {
    Rig rig;
    rig.start();
    CHECK(rig.link->trust(7) == "hello");
    CHECK(rig.request(0).head.starts_with("GET /player/v1/trust/7 HTTP/1.1"));
    CHECK(rig.request(0).client.empty());
}

TEST_CASE("the device shows its certificate once it has one") {
    Rig rig;
    rig.start();
    rig.link->use(rig.enrolled());
    REQUIRE(rig.link->trust({}));
    CHECK(rig.request(0).client == sample_id(100));
}

TEST_CASE("one connection serves many requests, and a new identity makes a new one") {
    Rig rig;
    rig.start();
    REQUIRE(rig.link->trust({}));
    REQUIRE(rig.link->trust({}));
    LinkIdentity later = rig.pinned();
    later.time += std::chrono::hours(1);
    rig.link->use(later);
    REQUIRE(rig.link->trust({}));
    CHECK(rig.server->connections() == 1);
    rig.link->use(rig.enrolled());
    REQUIRE(rig.link->trust({}));
    CHECK(rig.server->connections() == 2);
}

TEST_CASE("a request that finds its kept connection closed is sent again on a new one") {
    Rig rig;
    rig.answer = [](const TestHttpsRequest&) {
        // Says nothing of closing, so the client keeps it.
        return http_response("200 OK", "hello", "X-Note: Connection: close\r\n");
    };
    rig.start();
    for (int i = 0; i < 3; ++i) {
        CHECK(rig.link->trust({}) == "hello");
    }
    CHECK(rig.server->connections() == 3);
}

TEST_CASE("a stranger in the manager's place is refused") {
    Rig rig;
    rig.start();
    LinkIdentity identity = rig.pinned();
    identity.authorities = {new_authority().certificate_pem()};
    rig.link->use(identity);
    CHECK(trust_failure(rig) == ErrorCode::tls_refused);
    CHECK(rig.requests.empty());
}

TEST_CASE("a server of our own authority under another name is refused") {
    Rig rig;
    rig.names = {"127.0.0.2", "elsewhere.example"};
    rig.start();
    CHECK(trust_failure(rig) == ErrorCode::tls_refused);
}

TEST_CASE("the manager's certificate is held against the given time, not the clock of the system") {
    Rig rig;
    const std::chrono::hours century(24 * 365 * 60);
    rig.authority =
        CertificateAuthority::create("authority", {noon - century, noon + century}).value();
    LinkIdentity identity = rig.pinned();
    SECTION("ended before the floor") {
        rig.validity = {noon - std::chrono::hours(48), noon - std::chrono::hours(24)};
        rig.start();
        rig.link->use(identity);
        CHECK(trust_failure(rig) == ErrorCode::tls_refused);
    }
    SECTION("begins after the floor, which may be long past") {
        rig.validity = {noon + std::chrono::hours(24), noon + std::chrono::hours(48)};
        rig.start();
        rig.link->use(identity);
        CHECK(rig.link->trust({}));
    }
    SECTION("begins after a time that is exact") {
        rig.validity = {noon + std::chrono::hours(24), noon + std::chrono::hours(48)};
        rig.start();
        identity.bound = TimeBound::exact;
        rig.link->use(identity);
        CHECK(trust_failure(rig) == ErrorCode::tls_refused);
    }
    SECTION("valid in a year the system's clock does not dream of") {
        const Instant future = noon + std::chrono::hours(24 * 365 * 30);
        rig.validity = {future - std::chrono::hours(1), future + std::chrono::hours(1)};
        rig.start();
        identity.time = future;
        identity.bound = TimeBound::exact;
        rig.link->use(identity);
        CHECK(rig.link->trust({}));
    }
}

TEST_CASE("without a pin only the trust document is fetched") {
    Rig rig;
    rig.start();
    rig.link->use({});
    CHECK(rig.link->trust({}) == "hello");
    CHECK(rig.link->contact({}).error().code == ErrorCode::tls_refused);
    CHECK(rig.link->enrol({}).error().code == ErrorCode::tls_refused);
    CHECK(rig.link->manifest({sample_id(1)}, {}).error().code == ErrorCode::tls_refused);
    StringSink sink;
    CHECK(rig.link->download({}, sink).error().code == ErrorCode::tls_refused);
    CHECK(rig.requests.size() == 1);
}

TEST_CASE("a manifest that did not change is not sent again") {
    Rig rig;
    rig.answer = [](const TestHttpsRequest& request) {
        return request.head.find("If-None-Match: \"3.118\"") != std::string::npos
                   ? "HTTP/1.1 304 Not Modified\r\nETag: \"3.118\"\r\n\r\n"
                   : http_response("200 OK", "envelope");
    };
    rig.start();
    const DisplayId display{sample_id(5)};
    CHECK(rig.link->manifest(display, {}).value() == "envelope");
    CHECK_FALSE(rig.link->manifest(display, ManifestNumber{3, 118}).value());
    CHECK(rig.link->manifest(display, {}).value() == "envelope");
    CHECK(rig.server->connections() == 1);
}

TEST_CASE("the manager's own problem is the error, and others get a name by their status") {
    Rig rig;
    rig.answer = [](const TestHttpsRequest& request) {
        if (request.head.find("/trust/1") != std::string::npos) {
            return http_response(
                "410 Gone",
                wire::write_problem(wire::problem_of({ErrorCode::token_spent, "used", {}, {}})),
                "Content-Type: application/problem+json\r\n");
        }
        return http_response("404 Not Found", "<html>no</html>", "Content-Type: text/html\r\n");
    };
    rig.start();
    CHECK(rig.link->trust(1).error().code == ErrorCode::token_spent);
    CHECK(rig.link->trust(2).error().code == ErrorCode::not_found);
}

TEST_CASE("a contact goes up as a heartbeat and comes back as an answer") {
    Rig rig;
    const SigningOffice office;
    Heartbeat heartbeat;
    heartbeat.player = {sample_id(100)};
    heartbeat.nonce = "0123456789abcdef";
    heartbeat.boot_id = "boot";
    heartbeat.software.version = "0.1.0";
    ContactAnswer said;
    said.time_token = office.time_token(heartbeat.nonce, noon);
    said.trust_version = 3;
    rig.answer = [&](const TestHttpsRequest& request) {
        const Result<Heartbeat> read = wire::read_heartbeat(request.body);
        return read == heartbeat ? http_response("200 OK", wire::write_contact_answer(said))
                                 : http_response("400 Bad Request", "");
    };
    rig.start();
    CHECK(rig.link->contact(heartbeat) == said);
}

TEST_CASE("a blob comes whole, or from where it stopped, and never longer than it was signed") {
    Rig rig;
    std::string blob;
    for (int i = 0; i < 200'000; ++i) {
        blob += static_cast<char>(i * 7 % 253);
    }
    bool ranges = true;
    rig.answer = [&](const TestHttpsRequest& request) {
        const std::size_t at = request.head.find("Range: bytes=");
        if (!ranges || at == std::string::npos) {
            return http_response("200 OK", blob);
        }
        const std::size_t from = std::stoul(request.head.substr(at + 13));
        return http_response("206 Partial Content", blob.substr(from),
                             "Content-Range: bytes " + std::to_string(from) + "-"
                                 + std::to_string(blob.size() - 1) + "/"
                                 + std::to_string(blob.size()) + "\r\n");
    };
    rig.start();
    StringSink sink;
    SECTION("whole") {
        REQUIRE(rig.link->download({sha256(blob), blob.size(), 0}, sink));
        CHECK(sink.began == 0);
        CHECK(sink.bytes == blob);
    }
    SECTION("from where it stopped") {
        REQUIRE(rig.link->download({sha256(blob), blob.size(), 150'000}, sink));
        CHECK(sink.began == 150'000);
        CHECK(sink.bytes == blob.substr(150'000));
    }
    SECTION("whole, though a part was asked for") {
        ranges = false;
        REQUIRE(rig.link->download({sha256(blob), blob.size(), 150'000}, sink));
        CHECK(sink.began == 0);
        CHECK(sink.bytes == blob);
    }
    SECTION("not a byte more than was signed") {
        CHECK(rig.link->download({sha256(blob), 100, 0}, sink).error().code
              == ErrorCode::too_large);
        CHECK(sink.bytes.size() <= 100);
    }
    SECTION("until the sink has had enough, and the next request works") {
        sink.refuse_from = 1;
        CHECK(rig.link->download({sha256(blob), blob.size(), 0}, sink).error().code
              == ErrorCode::busy);
        CHECK(rig.link->trust({}));
    }
    SECTION("less than promised") {
        CHECK(rig.link->download({sha256(blob), blob.size() + 1, 0}, sink).error().code
              == ErrorCode::unreachable);
        CHECK(sink.bytes == blob);
    }
}

TEST_CASE("an answer over its limit is refused") {
    Rig rig;
    const std::size_t limit = limits::envelope_bytes_max(limits::trust_bytes_max);
    rig.answer = [limit](const TestHttpsRequest&) {
        return http_response("200 OK", std::string(limit + 1, 'x'));
    };
    rig.start();
    CHECK(trust_failure(rig) == ErrorCode::too_large);
}

TEST_CASE("an answer that is cut off is no answer") {
    Rig rig;
    rig.answer = [](const TestHttpsRequest&) {
        return std::string("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n"
                           "Connection: close\r\n\r\nonly this");
    };
    rig.start();
    CHECK(trust_failure(rig) == ErrorCode::unreachable);
}

TEST_CASE("a manager that says nothing is not waited for") {
    Rig rig;
    rig.patience.silence = Milliseconds(100);
    rig.answer = [](const TestHttpsRequest&) { return std::string(); };
    rig.start();
    CHECK(trust_failure(rig) == ErrorCode::timed_out);
}

TEST_CASE("a port where nobody listens is unreachable") {
    Rig rig;
    rig.start();
    rig.server.reset();
    CHECK(trust_failure(rig) == ErrorCode::unreachable);
}

TEST_CASE("what speaks no HTTP is malformed") {
    Rig rig;
    rig.answer = [](const TestHttpsRequest&) {
        return std::string("250 good evening\r\nConnection: close\r\n\r\n");
    };
    rig.start();
    CHECK(trust_failure(rig) == ErrorCode::malformed);
}

TEST_CASE("only a plain https URL is the address of a manager") {
    CHECK(https_address("https://manager.example:8443")->port == 8443);
    CHECK(https_address("https://manager.example")->port == 443);
    CHECK(https_address("https://[::1]:9/")->host == "::1");
    for (const char* url : {"http://manager.example", "https://", "manager.example:8443",
                            "https://a@manager.example", "https://manager.example/path",
                            "https://manager.example?x", "https://manager.example:99999"}) {
        CAPTURE(url);
        CHECK_FALSE(https_address(url));
    }
}
