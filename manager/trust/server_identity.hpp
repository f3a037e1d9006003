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
// one, kept in its place. Damaged files are replaced. Called at the start and once a day. Blocks on
// the disk. Errors: malformed (a name), disk_full, io_failed.
Result<ServerIdentity> server_identity(const std::filesystem::path& directory,
                                       const TrustAuthority& trust,
                                       std::span<const std::string> names, Instant now);

} // namespace marquee::manager
