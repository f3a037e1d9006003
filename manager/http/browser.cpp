#include "manager/http/browser.hpp"

#include <algorithm>

#include "common/random.hpp"
#include "manager/access/sessions.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view cookie_name = "__Host-marquee";
constexpr std::string_view scheme = "https://";

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') {
        text.remove_prefix(1);
    }
    return text;
}

bool equal_hosts(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) {
        const auto low = [](char c) {
            return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c;
        };
        return low(x) == low(y);
    });
}

bool from_this_host(std::string_view origin, const RequestHead& request) {
    const auto host = request.headers.find("Host");
    return host && origin.starts_with(scheme) && equal_hosts(origin.substr(scheme.size()), *host);
}

tl::unexpected<Error> refused(const char* what) {
    return fail(ErrorCode::cross_site, what);
}

} // namespace

std::optional<std::string> session_cookie(const RequestHead& request) {
    std::string_view rest = request.headers.find("Cookie").value_or("");
    while (!rest.empty()) {
        const std::size_t end = rest.find(';');
        const std::string_view pair = trimmed(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + 1);
        const std::size_t equals = pair.find('=');
        if (equals != std::string_view::npos && pair.substr(0, equals) == cookie_name) {
            return std::string(pair.substr(equals + 1));
        }
    }
    return std::nullopt;
}

void set_session_cookie(Response& response, const std::string& secret) {
    response.headers.set("Set-Cookie", std::string(cookie_name) + "=" + secret
                                           + "; Path=/; Secure; HttpOnly; SameSite=Strict");
}

void clear_session_cookie(Response& response) {
    response.headers.set("Set-Cookie",
                         std::string(cookie_name)
                             + "=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Strict");
}

bool changes(Method method) {
    return method != Method::get && method != Method::head && method != Method::options;
}

Status check_own_page(const RequestHead& request) {
    const auto site = request.headers.find("Sec-Fetch-Site");
    if (site && *site != "same-origin" && *site != "none") {
        return refused("the request was made by a page of another site");
    }
    const auto origin = request.headers.find("Origin");
    if (origin && !from_this_host(*origin, request)) {
        return refused("the request comes from another origin");
    }
    return {};
}

Status check_session_change(const RequestHead& request, std::string_view session_secret) {
    if (!request.headers.contains("Origin")) {
        return refused("a change under a session names its origin");
    }
    return check_own_page(request).and_then([&]() -> Status {
        const auto token = request.headers.find("X-Marquee-CSRF");
        if (!token || !equal_in_constant_time(*token, csrf_token_of(session_secret))) {
            return refused("a change under a session carries its CSRF token");
        }
        return {};
    });
}

} // namespace marquee::manager
