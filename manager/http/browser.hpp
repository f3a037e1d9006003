// What a browser sends along by itself, and what we ask of it because of that: the session's
// cookie, and proof that a change was made by a page of our own.
//
// Programs with a bearer token are not asked: nobody can make a stranger's program send one.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "manager/ports/exchange.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// The secret in `__Host-marquee`. The prefix makes browsers refuse the cookie unless it came over
// TLS, for this host alone (RFC 6265bis section 4.1.3.2).
std::optional<std::string> session_cookie(const RequestHead& request);

// Set-Cookie with the secret: Secure, HttpOnly, SameSite=Strict, until the browser is closed.
void set_session_cookie(Response& response, const std::string& secret);
void clear_session_cookie(Response& response);

// True for methods that may change something.
bool changes(Method method);

// cross_site when the browser says the request was made by another site's page: an Origin that is
// not this host, or Sec-Fetch-Site (Fetch Metadata) other than same-origin or none. A program says
// neither and passes. For what is open to everybody, such as signing in.
Status check_own_page(const RequestHead& request);

// For a change under a session: the same, but the Origin must be there, and X-Marquee-CSRF must be
// the session's token.
Status check_session_change(const RequestHead& request, std::string_view session_secret);

} // namespace marquee::manager
