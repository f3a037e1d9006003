// The organisation's own word: its trust document, the keys behind it, and what they sign.
//
// Version 1 of the document is written on the first start and names a root key (signs the next
// document), an online key (manifests and time tokens), a duty key (notices, black and
// withdrawals) and one TLS authority; it asks for no approvals. A root key may be moved away: all
// goes on but the verbs that make a new version.
//
// Certificates: the manager presents one of the FIRST listed authority, which every player that
// holds any earlier version knows too; players get theirs from the LAST one. So a new authority is
// added, players learn of it, and only then is the old one retired.
//
// Const methods may be called from any thread, as long as no verb that changes the document runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "common/certificate_authority.hpp"
#include "common/random.hpp"
#include "common/signature.hpp"
#include "manager/trust/trust_files.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/manifest.hpp"
#include "schemas/model/override.hpp"
#include "schemas/model/program.hpp"
#include "schemas/model/trust.hpp"

namespace marquee::manager {

class TrustAuthority {
public:
    static constexpr std::chrono::years authority_validity{20};
    static constexpr Seconds player_validity_default{365 * 24 * 3'600};

    // The first start. Killed at any moment, it can be called again. already_exists: there is a
    // document; disk_full, io_failed.
    static Result<TrustAuthority> found(const std::filesystem::path& directory,
                                        std::string organisation_name, Instant now,
                                        Randomness& randomness);

    // Reads and checks all versions and the keys in use. Errors name the file: those of TrustFiles,
    // and not_found for an online key or an authority that is not kept here.
    // `player_validity`: how long certificates of players hold.
    static Result<TrustAuthority> load(const std::filesystem::path& directory,
                                       Seconds player_validity = player_validity_default);

    static bool founded(const std::filesystem::path& directory);

    const OrganisationId& organisation() const { return document().organisation; }
    const TrustDocument& document() const { return versions_.back().document; }

    // SHA-256 of the payload of the newest document: what an enrolment file pins.
    Sha256 digest() const;

    // The envelope of one version as it travels; not_found. nullopt: the newest.
    Result<std::string> envelope_text(std::optional<std::int64_t> version = std::nullopt) const;

    // Signed envelopes of our own documents. Refused when the document is another organisation's
    // (foreign_organisation). A program comes without signatures: approvers add theirs. The end of
    // an override is signed by the duty key and the online key, of which black takes the second.
    Result<Envelope> seal(const Manifest& manifest) const;
    // A manifest that has been written already: `document` is what wire::write_manifest says.
    Result<Envelope> seal_manifest(std::string document, const OrganisationId& of) const;
    Result<Envelope> seal(const TimeToken& token) const;
    Result<Envelope> seal(const Override& command) const;
    Result<Envelope> seal(const Program& program) const;

    // A server certificate for `key`, then its authority, as PEM.
    Result<std::string> issue_server(const PrivateKey& key, std::span<const std::string> names,
                                     Interval validity) const;

    // A client certificate for the player, then its authority, as PEM. Errors of
    // CertificateAuthority::issue_client.
    Result<std::string> issue_player(std::string_view request_pem, const PlayerId& player,
                                     Instant now) const;

    // What may vouch for the manager: every authority of the document.
    const std::vector<std::string>& authorities() const { return document().tls_authorities; }

    // What may vouch for a player's certificate: every authority of any version, in order of
    // appearance, because players keep theirs for years. It opens nothing by itself: the edge takes
    // only the very certificate that it last issued to a player.
    std::vector<std::string> player_authorities() const;

    // The verbs of `marqueectl trust`. Each writes version N+1, signed by N's roots and by its own,
    // and goes on with it; on failure version N stays. key_unknown: no root key is kept here.

    // A new authority at the end of the list; too_large when the list is full.
    Status add_tls_authority(Instant now);
    // Drops the first of the list; wrong_state when it is the only one.
    Status retire_tls_authority(Instant now);

    // A new online key signs from now on; the old one is still believed.
    Status add_online_key(Instant now);
    // The old online keys are believed no longer; wrong_state when there is none.
    Status retire_online_keys(Instant now);

    // A new root takes the place of the ones before.
    Status replace_root(Instant now);

    // Manifests of lower epochs are believed no longer.
    Status raise_epoch(Instant now);
    // After a restore, by as many steps as players may have seen meanwhile; at least 1.
    Status raise_epoch_by(std::int64_t steps, Instant now);

    // Lists a person's public key, or takes it off; how many approvals programs need.
    Status list_key(TrustedKey key, Instant now);
    Status unlist_key(const KeyId& id, Instant now);
    Status require_approvals(std::int32_t approvals, Instant now);

private:
    // What signs for one version of the document.
    struct Keys {
        std::optional<PrivateKey> root; // absent when it was moved away
        PrivateKey online;
        std::optional<PrivateKey> duty; // absent when people hold these roles
        CertificateAuthority server_tls;
        CertificateAuthority player_tls;
    };
    struct Payload {
        std::string type;
        std::string bytes;
        std::size_t bytes_max;
    };

    TrustAuthority(TrustFiles files, std::vector<TrustVersion> versions, Keys keys,
                   Seconds player_validity);
    static Result<Keys> read_keys(const TrustFiles& files, const TrustDocument& document);
    Result<Envelope> seal_as(Payload payload, const OrganisationId& of,
                             std::initializer_list<const PrivateKey*> keys) const;
    Status publish(TrustDocument next, Instant now, const PrivateKey* new_root = nullptr);

    TrustFiles files_;
    std::vector<TrustVersion> versions_; // 1, 2, …: never empty
    Keys keys_;
    Seconds player_validity_;
};

} // namespace marquee::manager
