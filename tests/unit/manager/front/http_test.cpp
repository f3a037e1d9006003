// Requests and answers over real sockets.
#include "tests/unit/manager/front/front_fixture.hpp"

#include <fcntl.h>
#include <fstream>
#include <unistd.h>

using namespace marquee;
using namespace marquee::manager;

TEST_CASE_METHOD(FrontFixture, "a request is answered, plain and over TLS") {
    service.on_request = [](const Request& request) {
        return json("{\"name\":\"" + std::string(request.query.find("name").value_or("")) + "\"}");
    };
    open();
    auto plain_client = plain();
    auto secure_client = secure();
    REQUIRE(secure_client.is_open());
    CHECK(secure_client.protocol() == "http/1.1");
    for (BlockingClient* client : {&plain_client, &secure_client}) {
        const Answer answer = client->get("/displays?name=%E8%A5%BF%E7%AB%99");
        CHECK(answer.status == 200);
        CHECK(answer.header("content-type") == "application/json");
        CHECK(answer.header("Date") == "Sat, 21 Nov 2026 00:00:00 GMT");
        CHECK(answer.header("Connection") == "keep-alive");
        CHECK(answer.body == "{\"name\":\"西站\"}");
    }
}

TEST_CASE_METHOD(FrontFixture, "a connection carries many requests, also several at once") {
    open();
    auto client = plain();
    for (int i = 0; i < 20; ++i) {
        REQUIRE(client.get("/" + std::to_string(i)).body == "/" + std::to_string(i));
    }
    REQUIRE(client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\nGET /b HTTP/1.1\r\nHost: x\r\n\r\n"));
    CHECK(client.receive().body == "/a");
    CHECK(client.receive().body == "/b");
    CHECK(front->figures().accepted == 1);
}

TEST_CASE_METHOD(FrontFixture, "garbage after a good request is refused and ends the connection") {
    open();
    auto client = plain();
    REQUIRE(client.send("GET /a HTTP/1.1\r\nHost: x\r\n\r\n\x01\x02 nonsense\r\n\r\n"));
    CHECK(client.receive().body == "/a");
    const Answer refusal = client.receive();
    CHECK(refusal.status == 400);
    CHECK(refusal.header("Content-Type") == "application/problem+json");
    CHECK(refusal.header("Connection") == "close");
    CHECK(refusal.body
          == R"({"type":"about:blank","title":"Bad Request","status":400,"code":"malformed"})");
    CHECK(client.is_ended_within(Seconds{10}));
}

TEST_CASE_METHOD(FrontFixture, "requests that could be read in two ways are refused") {
    open();
    const std::pair<const char*, int> cases[] = {
        {"GET / HTTP/1.1\r\n\r\n", 400},
        {"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", 400},
        {"GET /%2e%2e/etc HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"GET /a%2Fb HTTP/1.1\r\nHost: a\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n",
         400},
        {"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501},
        {"BREW / HTTP/1.1\r\nHost: a\r\n\r\n", 501},
        {"GET / HTTP/2.0\r\nHost: a\r\n\r\n", 400},
        {"POST / HTTP/1.1\r\nHost: a\r\nExpect: tea\r\nContent-Length: 1\r\n\r\n", 417},
    };
    for (const auto& [bytes, status] : cases) {
        INFO(bytes);
        auto client = plain();
        REQUIRE(client.send(bytes));
        CHECK(client.receive().status == status);
    }
}

TEST_CASE_METHOD(FrontFixture, "a header over the limit is answered 431") {
    limits.header_bytes_max = 1'024;
    open();
    auto client = plain();
    CHECK(client.get("/", "X-Long: " + std::string(2'000, 'a') + "\r\n").status == 431);
    CHECK(client.is_ended_within(Seconds{10}));
}

TEST_CASE_METHOD(FrontFixture, "a body arrives whole, by length or in chunks") {
    service.on_request = [](const Request& request) { return text(request.text()); };
    open();
    auto client = secure();
    const std::string body(200'000, 'b');
    REQUIRE(client.send("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 200000\r\n\r\n" + body));
    CHECK(client.receive().body == body);
    REQUIRE(client.send("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                        "5\r\nhello\r\n6\r\n world\r\n0\r\nX-Trailer: 1\r\n\r\n"));
    CHECK(client.receive().body == "hello world");
    CHECK(client.get("/").status == 200);
}

TEST_CASE_METHOD(FrontFixture, "chunks may come byte by byte") {
    service.on_request = [](const Request& request) { return text(request.text()); };
    open();
    auto client = plain();
    for (const char byte :
         std::string("POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n"
                     "\r\n1\r\na\r\n0\r\n\r\n")) {
        REQUIRE(client.send(std::string(1, byte)));
    }
    CHECK(client.receive().body == "a");
}

TEST_CASE_METHOD(FrontFixture, "a body over the route's limit is answered 413") {
    service.on_policy = [](const RequestHead& head) {
        return RoutePolicy{head.path == "/small" ? 10U : 1'000'000U};
    };
    service.on_request = [](const Request& request) { return text(request.text()); };
    open();
    auto by_length = plain();
    REQUIRE(by_length.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n"));
    CHECK(by_length.receive().status == 413);
    CHECK(by_length.is_ended_within(Seconds{10}));

    auto by_chunks = plain();
    REQUIRE(by_chunks.send("POST /small HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n"
                           "b\r\nhello world\r\n0\r\n\r\n"));
    CHECK(by_chunks.receive().status == 413);

    auto fitting = plain();
    REQUIRE(
        fitting.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123456789"));
    CHECK(fitting.receive().body == "0123456789");
}

TEST_CASE_METHOD(FrontFixture, "a refusal of the front itself is in the service's words") {
    service.on_policy = [](const RequestHead&) { return RoutePolicy{10}; };
    service.on_refusal = [](const RequestHead& head, int status, ErrorCode code) {
        return text(head.path + " " + std::string(error_slug(code)), status);
    };
    open();
    auto client = plain();
    REQUIRE(client.send("POST /small HTTP/1.1\r\nHost: x\r\nContent-Length: 11\r\n\r\n"));
    const auto answer = client.receive();
    CHECK(answer.status == 413);
    CHECK(answer.body == "/small too_large");
}

TEST_CASE_METHOD(FrontFixture, "a client that asks first is told to continue, or refused") {
    service.on_policy = [](const RequestHead&) { return RoutePolicy{10}; };
    service.on_request = [](const Request& request) { return text(request.text()); };
    open();
    auto client = plain();
    REQUIRE(client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                        "Content-Length: 2\r\n\r\n"));
    CHECK(client.receive().status == 100);
    REQUIRE(client.send("ok"));
    CHECK(client.receive().body == "ok");

    REQUIRE(client.send("PUT / HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\n"
                        "Content-Length: 20\r\n\r\n"));
    CHECK(client.receive().status == 413);
}

TEST_CASE_METHOD(FrontFixture, "HEAD has the fields of GET and no body; 304 and 204 pass through") {
    service.on_request = [](const Request& request) {
        if (request.path == "/same") {
            return Response{304, {{"ETag", "\"3.118\""}}, {}};
        }
        return request.path == "/gone" ? no_content() : text("hello");
    };
    open();
    auto client = plain();
    REQUIRE(client.send("HEAD / HTTP/1.1\r\nHost: x\r\n\r\n"));
    const Answer head = client.receive(BodyExpected::no);
    CHECK(head.status == 200);
    CHECK(head.header("Content-Length") == "5");
    const Answer same = client.get("/same");
    CHECK(same.status == 304);
    CHECK(same.header("ETag") == "\"3.118\"");
    const Answer gone = client.get("/gone");
    CHECK(gone.status == 204);
    CHECK_FALSE(gone.headers.contains("Content-Length"));
    CHECK(client.get("/").body == "hello");
}

TEST_CASE_METHOD(FrontFixture, "HTTP/1.0 and Connection: close end the connection") {
    open();
    for (const char* request :
         {"GET / HTTP/1.0\r\n\r\n", "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"}) {
        auto client = secure();
        REQUIRE(client.send(request));
        const Answer answer = client.receive();
        CHECK(answer.status == 200);
        CHECK(answer.header("Connection") == "close");
        CHECK(client.is_ended_within(Seconds{10}));
    }
}

TEST_CASE_METHOD(FrontFixture, "a file is sent whole or in ranges, plain and over TLS") {
    const std::string path = (folder.path() / "blob").string();
    std::string bytes;
    for (int i = 0; i < 300'000; ++i) {
        bytes += static_cast<char>('a' + i % 23);
    }
    std::ofstream(path) << "xx" << bytes << "yy";
    service.on_request = [&](const Request&) {
        return Response{
            200,
            {{"ETag", "\"e\""}},
            FileBody{FileDescriptor(::open(path.c_str(), O_RDONLY | O_CLOEXEC)), 2, bytes.size()}};
    };
    open();
    auto plain_client = plain();
    auto secure_client = secure();
    for (BlockingClient* client : {&plain_client, &secure_client}) {
        const Answer whole = client->get("/blob");
        CHECK(whole.status == 200);
        CHECK(whole.header("Accept-Ranges") == "bytes");
        CHECK(whole.body == bytes);

        const Answer middle = client->get("/blob", "Range: bytes=100000-199999\r\n");
        CHECK(middle.status == 206);
        CHECK(middle.header("Content-Range") == "bytes 100000-199999/300000");
        CHECK(middle.body == bytes.substr(100'000, 100'000));

        const Answer tail = client->get("/blob", "Range: bytes=299990-\r\nIf-Range: \"e\"\r\n");
        CHECK(tail.body == bytes.substr(299'990));

        const Answer changed = client->get("/blob", "Range: bytes=0-1\r\nIf-Range: \"f\"\r\n");
        CHECK(changed.status == 200);

        const Answer beyond = client->get("/blob", "Range: bytes=300000-\r\n");
        CHECK(beyond.status == 416);
        CHECK(beyond.header("Content-Range") == "bytes */300000");
        CHECK(beyond.body.find("\"code\":\"out_of_range\"") != std::string::npos);
    }
}

TEST_CASE_METHOD(FrontFixture, "what escapes from a service is answered 500") {
    service.on_request = [](const Request&) -> Response { throw std::runtime_error("secret"); };
    open();
    auto client = plain();
    const Answer answer = client.get("/");
    CHECK(answer.status == 500);
    CHECK(answer.body.find("secret") == std::string::npos);
    CHECK(client.get("/").status == 500);
}

TEST_CASE_METHOD(FrontFixture, "a service cannot break the framing by its fields") {
    service.on_request = [](const Request&) {
        return Response{
            200, {{"X-A", "1\r\nX-B: 2"}, {"Content-Length", "999"}, {"X-C", "3"}}, "hi"};
    };
    open();
    auto client = plain();
    const Answer answer = client.get("/");
    CHECK(answer.body == "hi");
    CHECK(answer.header("Content-Length") == "2");
    CHECK(answer.header("X-C") == "3");
    CHECK_FALSE(answer.headers.contains("X-A"));
    CHECK_FALSE(answer.headers.contains("X-B"));
}
