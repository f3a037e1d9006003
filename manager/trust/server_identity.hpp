// What the manager shows to those who connect: its own certificate and key.
#pragma once

#include <chrono>
#include <filesystem>
#include <span>
#include <string>

#include "manager/trust/trust_authority.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct ServerIdentity {
    std::string chain_pem; // certificate, then its authority
    std::string key_pem;   // a secret

    friend bool operator==(const ServerIdentity&, const ServerIdentity&) = default;
};

inline constexpr std::chrono::days server_validity{397};
inline constexpr std::chrono::days server_renewal{60}; // before the end

// The identity kept in DIRECTORY/server.pem as long as it holds for exactly these names, comes from
// the first authority of the trust document and has more than server_renewal left; otherwise a new
// one, kept in its place. Damaged files are replaced. Called at the start and every hour. Blocks on
// the disk. Errors: malformed (a name), disk_full, io_failed.
Result<ServerIdentity> server_identity(const std::filesystem::path& directory,
                                       const TrustAuthority& trust,
                                       std::span<const std::string> names, Instant now);

// An identity from files that somebody else keeps, such as a certificate of the organisation's own
// authority: a PEM chain, the server's certificate first, and its key. Blocks on the disk. Errors:
// not_found, io_failed, too_large, malformed; expired and not_yet_valid at `now`. Whether the key
// belongs to the certificate, the front says.
Result<ServerIdentity> given_identity(const std::filesystem::path& chain,
                                      const std::filesystem::path& key, Instant now);

} // namespace marquee::manager
