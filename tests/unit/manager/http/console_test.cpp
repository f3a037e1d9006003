// The console's files as a browser gets them.
#include "manager/http/console.hpp"

#include <catch2/catch.hpp>

#include "tests/fakes/seeded_randomness.hpp"

using namespace marquee;
using namespace marquee::manager;

namespace {

// Says what it was asked for.
class Behind final : public Service {
public:
    RoutePolicy policy(const RequestHead&) override { return {.body_bytes_max = 7}; }
    Response handle(const Request& request) override { return text("behind " + request.path); }
};

class Browser {
public:
    explicit Browser(std::vector<ConsoleFile> files)
        : console_(
            std::move(files), [] { return std::string("PEM"); }, behind_, randomness_) {}

    Response get(const std::string& path, const std::string& codings = "",
                 Method method = Method::get) {
        Request request;
        request.method = method;
        request.path = path;
        if (!codings.empty()) {
            request.headers.set("Accept-Encoding", codings);
        }
        return console_.handle(request);
    }

private:
    Behind behind_;
    SeededRandomness randomness_;
    Console console_;
};

std::vector<ConsoleFile> built() {
    return {{"assets/index-1a2b.js", "plain script"},
            {"assets/index-1a2b.js.br", "brotli"},
            {"assets/index-1a2b.js.gz", "gzip"},
            {"index.html", "<script nonce=\"__MARQUEE_NONCE__\"></script>__MARQUEE_NONCE__"},
            {"marquee.svg", "<svg/>"}};
}

std::string body(const Response& response) {
    return std::get<std::string>(response.body);
}

std::string field(const Response& response, std::string_view name) {
    return std::string(response.headers.find(name).value_or(""));
}

} // namespace

TEST_CASE("the page carries the nonce that its policy names, another one each time") {
    Browser browser(built());
    const Response page = browser.get("/");
    const std::string policy = field(page, "Content-Security-Policy");
    const std::size_t at = policy.find("'nonce-") + 7;
    const std::string nonce = policy.substr(at, policy.find('\'', at) - at);
    REQUIRE(nonce.size() == 32);
    CHECK(body(page) == "<script nonce=\"" + nonce + "\"></script>" + nonce);
    CHECK(body(browser.get("/")) != body(page));
    CHECK(field(page, "Cache-Control") == "no-store");
}

TEST_CASE("the policy lets nothing in that is not the manager's own") {
    Browser browser(built());
    const std::string policy = field(browser.get("/"), "Content-Security-Policy");
    CHECK(policy.starts_with("default-src 'none'; "));
    CHECK(policy.find("unsafe") == std::string::npos);
    CHECK(policy.find("frame-ancestors 'none'") != std::string::npos);
    CHECK(policy.find("http") == std::string::npos);
}

TEST_CASE("files named by their digest are kept for ever, others are asked for again") {
    Browser browser(built());
    const Response script = browser.get("/assets/index-1a2b.js");
    CHECK(field(script, "Cache-Control") == "public, max-age=31536000, immutable");
    CHECK(field(script, "Content-Type") == "text/javascript; charset=utf-8");
    CHECK(field(script, "X-Content-Type-Options") == "nosniff");
    CHECK(field(browser.get("/marquee.svg"), "Cache-Control") == "no-cache");
}

TEST_CASE("what was compressed in advance is given to those who accept it") {
    Browser browser(built());
    const auto given = [&](const std::string& codings) {
        const Response script = browser.get("/assets/index-1a2b.js", codings);
        CHECK(field(script, "Vary") == "Accept-Encoding");
        return field(script, "Content-Encoding") + ":" + body(script);
    };
    CHECK(given("gzip, deflate, br") == "br:brotli");
    CHECK(given("br;q=0, gzip;q=0.5") == "gzip:gzip");
    CHECK(given("deflate") == ":plain script");
    CHECK(given("") == ":plain script");
}

TEST_CASE("what is no file of the console goes on to the service behind") {
    Browser browser(built());
    CHECK(body(browser.get("/api/v1/units")) == "behind /api/v1/units");
    CHECK(body(browser.get("/assets/")) == "behind /assets/");
    CHECK(body(browser.get("/assets/../index.html")) == "behind /assets/../index.html");
    CHECK(body(browser.get("/assets/index-1a2b.js.br")) == "behind /assets/index-1a2b.js.br");
    CHECK(body(browser.get("/", "", Method::post)) == "behind /");
}

TEST_CASE("a manager without a built console says how to build it") {
    Browser browser({});
    const Response page = browser.get("/");
    CHECK(page.status == 200);
    CHECK(body(page).find("scripts/console build") != std::string::npos);
    CHECK(field(page, "Content-Security-Policy").starts_with("default-src 'none'"));
}

TEST_CASE("the manager's own authority is offered for download") {
    Browser browser({});
    const Response file = browser.get("/authority.crt");
    CHECK(body(file) == "PEM");
    CHECK(field(file, "Content-Type") == "application/x-x509-ca-cert");
    CHECK(field(file, "Content-Disposition").find("attachment") == 0);
}
