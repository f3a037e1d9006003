// The TLS side of a connection to the manager: pinned authorities, device certificate, server name
// and certificate dates, on a context of Poco's.
#pragma once

#include <string>

#include <Poco/Net/Context.h>

#include "player/ports/manager_link.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// The system's certificate store and clock are never asked. Without authorities the context
// believes any server: what is fetched over it must be proved another way. `host` is a name or an
// address; the server's certificate must carry it. malformed: a certificate or key that does not
// parse, or that do not belong together.
Result<Poco::Net::Context::Ptr> make_tls_context(const LinkIdentity& identity,
                                                 const std::string& host);

} // namespace marquee::player
