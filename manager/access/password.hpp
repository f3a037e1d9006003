// Passwords as they are kept: Argon2id (RFC 9106) by libsodium, with its interactive cost (64 MiB,
// two passes), which is also the cost of every check.
#pragma once

#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::manager {

// "$argon2id$v=19$m=65536,t=2,p=1$…", with a salt of its own. Any thread; takes tens of
// milliseconds. What a password must be is asked before (password_rules.hpp); too_large over
// limits::password_bytes_max; busy when there is no memory for it.
Result<std::string> hash_password(std::string_view password);

// False for a wrong password and for a hash that is none. As slow as hashing.
bool password_matches(const std::string& hash, std::string_view password);

// A hash that nobody knows a password for, of the usual cost: checking it takes as long for a name
// that does not exist as for one that does.
std::string decoy_hash();

} // namespace marquee::manager
