// The staff port as a browser meets it: a cookie, its CSRF token, and pages of other sites.
#include <catch2/catch.hpp>

#include <nlohmann/json.hpp>

#include "tests/fakes/control_room.hpp"

using namespace marquee;
using namespace marquee::manager;
using Json = nlohmann::json;

namespace {

const std::string good = "correct horse battery";
const std::string host = "manager.test:8443";

// One browser: it keeps the cookie it was given and says where its page came from.
struct Browser {
    explicit Browser(ControlRoom& in) : room(in) {}

    Response ask(Method method, const std::string& path, const Json& body = nullptr,
                 Headers more = {}) {
        Request request;
        request.method = method;
        request.path = path;
        request.body = body.is_null() ? std::string() : body.dump();
        request.peer.address = "192.0.2.1";
        request.headers = std::move(more);
        request.headers.set("Accept-Language", "en");
        request.headers.set("Host", host);
        if (!request.headers.contains("Origin") && method != Method::get) {
            request.headers.set("Origin", "https://" + host);
        }
        if (!cookie.empty()) {
            request.headers.set("Cookie", "theme=dark; __Host-marquee=" + cookie);
        }
        if (!csrf.empty() && !request.headers.contains("X-Marquee-CSRF")) {
            request.headers.set("X-Marquee-CSRF", csrf);
        }
        Response response = room.rooms().staff.handle(request);
        if (const auto set = response.headers.find("Set-Cookie")) {
            attributes = *set;
            cookie = attributes.substr(0, attributes.find(';')).substr(15); // behind the name
        }
        if (response.status == 200 && path.starts_with("/api/v1/se")) {
            csrf = Json::parse(text_of(response)).value("csrf_token", csrf);
        }
        return response;
    }

    Response sign_in(const std::string& password = good) {
        return ask(Method::post, "/api/v1/session", {{"name", "王芳"}, {"password", password}});
    }

    ControlRoom& room;
    std::string cookie;
    std::string csrf;
    std::string attributes; // of the last Set-Cookie
};

Json body_of(const Response& response) {
    return Json::parse(text_of(response));
}

// A room whose first account was set up through its link.
struct Office {
    Office() {
        const std::string token = room.rooms().password_links.issue_first(room.clock.wall())->token;
        const Response made = browser.ask(Method::post, "/api/v1/setup",
                                          {{"token", token}, {"name", "王芳"}, {"password", good}});
        REQUIRE(made.status == 200);
    }

    Json new_slogan() const { return {{"unit_id", room.root.value}, {"name", "s"}, {"text", "x"}}; }

    ControlRoom room;
    Browser browser{room};
};

} // namespace

TEST_CASE("the link of the first account signs its holder in") {
    Office office;
    CHECK(office.browser.attributes.ends_with("; Path=/; Secure; HttpOnly; SameSite=Strict"));
    const Response shown = office.browser.ask(Method::get, "/api/v1/session");
    REQUIRE(shown.status == 200);
    const Json body = body_of(shown);
    CHECK(body["account"]["name"] == "王芳");
    CHECK(body["account"]["grants"][0]["unit_name"] == "City");
    CHECK(body["organisation"]["root_unit_id"] == office.room.root.value);
    CHECK(body["csrf_token"].get<std::string>().size() == 64);
    const Response again = office.browser.ask(Method::post, "/api/v1/setup",
                                              {{"token", "x"}, {"name", "y"}, {"password", good}});
    CHECK(again.status == 410);
}

TEST_CASE("a session changes things only from a page of ours with its token") {
    Office office;
    Browser& browser = office.browser;
    const Json slogan = office.new_slogan();
    const auto status = [&](Headers headers) {
        return browser.ask(Method::post, "/api/v1/slogans", slogan, std::move(headers)).status;
    };
    CHECK(status({}) == 201);
    CHECK(status({{"Sec-Fetch-Site", "same-origin"}}) == 201);
    CHECK(status({{"Origin", "https://evil.test"}}) == 403);
    CHECK(status({{"Origin", "http://" + host}}) == 403);
    CHECK(status({{"Origin", "null"}}) == 403);
    CHECK(status({{"Sec-Fetch-Site", "cross-site"}}) == 403);
    CHECK(status({{"Sec-Fetch-Site", "same-site"}}) == 403);
    CHECK(status({{"X-Marquee-CSRF", "00"}}) == 403);
    browser.csrf.clear();
    const Response refused = browser.ask(Method::post, "/api/v1/slogans", slogan);
    CHECK(refused.status == 403);
    CHECK(body_of(refused)["code"] == "cross_site");
    CHECK(browser.ask(Method::get, "/api/v1/slogans").status == 200); // reading needs neither
}

TEST_CASE("a change under a session that names no origin is refused") {
    Office office;
    Request request;
    request.method = Method::post;
    request.path = "/api/v1/slogans";
    request.body = office.new_slogan().dump();
    request.headers = {{"Host", host},
                       {"Cookie", "__Host-marquee=" + office.browser.cookie},
                       {"X-Marquee-CSRF", office.browser.csrf}};
    CHECK(office.room.rooms().staff.handle(request).status == 403);
    request.headers.set("Origin", "https://" + host);
    CHECK(office.room.rooms().staff.handle(request).status == 201);
}

TEST_CASE("a bearer token is asked for no page, and counts before a cookie") {
    Office office;
    const std::string body = office.new_slogan().dump();
    CHECK(office.room.staff(Method::post, "/api/v1/slogans", body).status == 201);
    CHECK(office.browser
              .ask(Method::get, "/api/v1/slogans", nullptr,
                   {{"Authorization", "Bearer marquee_wrong"}})
              .status
          == 401);
    const Response shown = office.room.staff(Method::get, "/api/v1/session");
    CHECK(shown.status == 200);
    CHECK(body_of(shown)["csrf_token"] == "");
}

TEST_CASE("no other site signs a browser in") {
    Office office;
    Browser stranger(office.room);
    const Json body{{"name", "王芳"}, {"password", good}};
    CHECK(stranger.ask(Method::post, "/api/v1/session", body, {{"Origin", "https://evil.test"}})
              .status
          == 403);
    CHECK(stranger.sign_in().status == 200);
}

TEST_CASE("a wrong password says how many tries are left, a locked account how long") {
    Office office;
    Browser browser(office.room);
    const Response wrong = browser.sign_in("wrong horse battery");
    CHECK(wrong.status == 401);
    CHECK(body_of(wrong)["code"] == "wrong_credentials");
    CHECK(body_of(wrong)["params"]["tries_left"] == "4");
    CHECK(body_of(wrong)["detail"].get<std::string>().find("4 tries") != std::string::npos);
    for (int i = 0; i < 3; ++i) {
        browser.sign_in("wrong horse battery");
    }
    const Response locked = browser.sign_in("wrong horse battery");
    CHECK(locked.status == 429);
    CHECK(*locked.headers.find("Retry-After") == "30");
    CHECK(browser.sign_in().status == 429);
    CHECK(browser.cookie.empty());
    CHECK(office.browser.ask(Method::get, "/api/v1/session").status == 200); // is still in
}

TEST_CASE("signing out ends the session and takes the cookie") {
    Office office;
    const std::string cookie = office.browser.cookie;
    CHECK(office.browser.ask(Method::remove, "/api/v1/session").status == 204);
    CHECK(office.browser.cookie.empty());
    CHECK(office.browser.attributes.find("Max-Age=0") != std::string::npos);
    office.browser.cookie = cookie;
    CHECK(office.browser.ask(Method::get, "/api/v1/session").status == 401);
}

TEST_CASE("a changed password signs other browsers out and this one in anew") {
    Office office;
    Browser other(office.room);
    REQUIRE(other.sign_in().status == 200);
    const std::string old_cookie = office.browser.cookie;
    const Response changed =
        office.browser.ask(Method::put, "/api/v1/session/password",
                           {{"present_password", good}, {"password", "a better horse battery"}});
    REQUIRE(changed.status == 200);
    CHECK(office.browser.cookie != old_cookie);
    CHECK(office.browser.ask(Method::get, "/api/v1/session").status == 200);
    CHECK(other.ask(Method::get, "/api/v1/session").status == 401);
    CHECK(other.sign_in().status == 401);
}
