// Where somebody is signed in, and the end of any of it: by the holder of the account, or by who
// may manage it.
#pragma once

#include <string_view>
#include <vector>

#include "manager/access/authorizer.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

struct OpenSession {
    SessionRow row;
    bool asking = false; // the very session of whoever asks
};

// `asking`: the secret of the session the request came under; empty: it came with a token. Any
// thread; every member blocks on the database. Every end leaves its audit row. All: not_allowed for
// another's account unless `who` may give each of its grants, not_found for an unknown account.
class OpenSessions {
public:
    explicit OpenSessions(Database& database) : database_(database) {}

    // Those that still let somebody in, the last used first.
    Result<std::vector<OpenSession>> list(const Principal& who, const AccountId& account,
                                          std::string_view asking, Instant now);

    // not_found when the account has no such session, or has it no more.
    Status end(const Principal& who, const AccountId& account, const SessionId& id, Instant now);

    // All but the one that asks; says how many.
    Result<std::size_t> end_others(const Principal& who, const AccountId& account,
                                   std::string_view asking, Instant now);

private:
    Database& database_;
};

} // namespace marquee::manager
