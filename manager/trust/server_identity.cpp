#include "manager/trust/server_identity.hpp"

#include <algorithm>

#include "common/certificate.hpp"
#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::manager {

namespace {

constexpr std::string_view key_mark = "-----BEGIN PRIVATE KEY-----";

// One file, so that certificate and key can never be of different generations: the chain first.
Result<ServerIdentity> read_identity(const std::filesystem::path& path) {
    const auto text = read_whole(path, limits::key_file_bytes_max);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const std::size_t key = text->find(key_mark);
    if (key == std::string::npos) {
        return fail(ErrorCode::malformed, "no key in it", path.string());
    }
    return ServerIdentity{text->substr(0, key), text->substr(key)};
}

bool still_good(const ServerIdentity& identity, const TrustAuthority& trust,
                std::span<const std::string> names, Instant now) {
    const auto certificate = read_certificate(identity.chain_pem);
    const auto key = PrivateKey::from_pem(identity.key_pem);
    return certificate && key && certificate->public_key_der == key->public_key_der()
           && std::equal(names.begin(), names.end(), certificate->names.begin(),
                         certificate->names.end())
           && now + server_renewal < certificate->validity.to
           && verify_certificate(identity.chain_pem, std::span(&trust.authorities().front(), 1),
                                 CertificatePurpose::server, now);
}

} // namespace

Result<ServerIdentity> server_identity(const std::filesystem::path& directory,
                                       const TrustAuthority& trust,
                                       std::span<const std::string> names, Instant now) {
    const std::filesystem::path path = directory / "server.pem";
    if (const auto kept = read_identity(path); kept && still_good(*kept, trust, names, now)) {
        return *kept;
    }
    const auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    if (!key) {
        return tl::unexpected(key.error());
    }
    auto chain = trust.issue_server(*key, names, {now, now + server_validity});
    if (!chain) {
        return tl::unexpected(chain.error());
    }
    ServerIdentity identity{std::move(*chain), key->to_pem()};
    if (const Status written = write_durably(path, identity.chain_pem + identity.key_pem);
        !written) {
        return tl::unexpected(written.error());
    }
    return identity;
}

Result<ServerIdentity> given_identity(const std::filesystem::path& chain,
                                      const std::filesystem::path& key, Instant now) {
    auto chain_pem = read_whole(chain, limits::key_file_bytes_max);
    if (!chain_pem) {
        return tl::unexpected(std::move(chain_pem.error()));
    }
    const auto certificate = read_certificate(*chain_pem);
    if (!certificate) {
        return fail(ErrorCode::malformed, "there is no certificate in it", chain.string());
    }
    const Interval& valid = certificate->validity;
    if (now >= valid.to) {
        return fail(ErrorCode::expired, "the certificate ended at " + to_rfc3339(valid.to),
                    chain.string());
    }
    if (now < valid.from) {
        return fail(ErrorCode::not_yet_valid, "the certificate begins at " + to_rfc3339(valid.from),
                    chain.string());
    }
    return read_whole(key, limits::key_file_bytes_max).map([&](std::string key_pem) {
        return ServerIdentity{*std::move(chain_pem), std::move(key_pem)};
    });
}

} // namespace marquee::manager
