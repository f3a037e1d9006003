#include "manager/trust/first_trust.hpp"

#include <array>

#include "common/trust_chain.hpp"
#include "manager/trust/trust_authority.hpp"
#include "schemas/wire/trust.hpp"

namespace marquee::manager {

namespace {

constexpr SignatureSuite suite = SignatureSuite::ecdsa_p256_sha256;

Status write_all(const TrustFiles& files, std::span<const PrivateKey* const> keys,
                 const CertificateAuthority& tls) {
    Status done = files.prepare();
    for (const PrivateKey* key : keys) {
        if (done) {
            done = files.write_key(*key);
        }
    }
    return done ? files.write_authority(tls) : done;
}

} // namespace

Result<CertificateAuthority> make_tls_authority(const OrganisationId& organisation, Instant now) {
    const auto day = LocalDate{std::chrono::floor<std::chrono::days>(now)};
    return CertificateAuthority::create("Marquee " + to_iso_date(day) + " " + organisation.value,
                                        {now, now + TrustAuthority::authority_validity});
}

Result<TrustVersion> sign_trust(TrustDocument document, std::span<const PrivateKey* const> keys) {
    std::string payload = wire::write_trust(document);
    auto reread = wire::read_trust(payload);
    if (!reread) {
        return tl::unexpected(reread.error());
    }
    auto envelope = seal(trust_payload_type, std::move(payload), keys);
    if (!envelope) {
        return tl::unexpected(envelope.error());
    }
    return TrustVersion{std::move(*envelope), std::move(*reread)};
}

Status write_first_trust(const TrustFiles& files, const OrganisationId& organisation,
                         std::string organisation_name, Instant now) {
    const auto root = PrivateKey::generate(suite);
    const auto online = PrivateKey::generate(suite);
    const auto duty = PrivateKey::generate(suite);
    for (const auto* key : {&root, &online, &duty}) {
        if (!*key) {
            return tl::unexpected(key->error());
        }
    }
    const auto tls = make_tls_authority(organisation, now);
    if (!tls) {
        return tl::unexpected(tls.error());
    }
    TrustDocument document;
    document.organisation = organisation;
    document.organisation_name = std::move(organisation_name);
    document.issued_at = now;
    document.keys = {trusted_key(*root, {KeyRole::root}),
                     trusted_key(*online, {KeyRole::manifest, KeyRole::time}),
                     trusted_key(*duty, {KeyRole::withdraw, KeyRole::notice})};
    document.tls_authorities = {tls->certificate_pem()};
    const std::array<const PrivateKey*, 1> signers{&*root};
    const auto version = sign_trust(std::move(document), signers);
    if (!version) {
        return tl::unexpected(version.error());
    }
    if (const Status good = check_trust(version->envelope, version->document); !good) {
        return good;
    }
    const std::array<const PrivateKey*, 3> keys{&*root, &*online, &*duty};
    if (const Status written = write_all(files, keys, *tls); !written) {
        return written;
    }
    return files.write_version(*version);
}

} // namespace marquee::manager
