#include "manager/trust/trust_authority.hpp"

#include <algorithm>

#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/trust/first_trust.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/contact.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"
#include "schemas/wire/manifest.hpp"
#include "schemas/wire/override.hpp"
#include "schemas/wire/program.hpp"

namespace marquee::manager {

namespace {

// The newest listed key of the role, if it is kept here.
Result<std::optional<PrivateKey>> newest_key(const TrustFiles& files, const TrustDocument& document,
                                             KeyRole role) {
    const auto has_role = [role](const TrustedKey& key) {
        return std::find(key.roles.begin(), key.roles.end(), role) != key.roles.end();
    };
    for (auto key = document.keys.rbegin(); key != document.keys.rend(); ++key) {
        if (!has_role(*key)) {
            continue;
        }
        auto kept = files.read_key(key->id);
        if (!kept || *kept) {
            return kept;
        }
    }
    return std::optional<PrivateKey>{};
}

} // namespace

TrustAuthority::TrustAuthority(TrustFiles files, std::vector<TrustVersion> versions, Keys keys,
                               Seconds player_validity)
    : files_(std::move(files)),
      versions_(std::move(versions)),
      keys_(std::move(keys)),
      player_validity_(player_validity) {}

Result<TrustAuthority> TrustAuthority::found(const std::filesystem::path& directory,
                                             std::string organisation_name, Instant now,
                                             Randomness& randomness) {
    const TrustFiles files(directory);
    if (files.founded()) {
        return fail(ErrorCode::already_exists, "there is a trust document already",
                    directory.string());
    }
    const auto organisation = make_id<OrganisationId>(now, randomness);
    if (const Status written =
            write_first_trust(files, organisation, std::move(organisation_name), now);
        !written) {
        return tl::unexpected(written.error());
    }
    // What the next start will find is what this one goes on with.
    return load(directory);
}

Result<TrustAuthority> TrustAuthority::load(const std::filesystem::path& directory,
                                            Seconds player_validity) {
    const TrustFiles files(directory);
    auto versions = files.read_versions();
    if (!versions) {
        return tl::unexpected(versions.error());
    }
    auto keys = read_keys(files, versions->back().document);
    if (!keys) {
        return tl::unexpected(keys.error());
    }
    return TrustAuthority(files, std::move(*versions), std::move(*keys), player_validity);
}

bool TrustAuthority::founded(const std::filesystem::path& directory) {
    return TrustFiles(directory).founded();
}

Result<TrustAuthority::Keys> TrustAuthority::read_keys(const TrustFiles& files,
                                                       const TrustDocument& document) {
    auto root = newest_key(files, document, KeyRole::root);
    auto online = newest_key(files, document, KeyRole::manifest);
    auto duty = newest_key(files, document, KeyRole::notice);
    for (const auto* key : {&root, &online, &duty}) {
        if (!*key) {
            return tl::unexpected(key->error());
        }
    }
    if (!*online) {
        return fail(ErrorCode::not_found, "no key that may sign manifests is kept here",
                    (files.directory() / "keys").string());
    }
    if (document.tls_authorities.empty()) {
        return fail(ErrorCode::not_found, "the trust document names no TLS authority",
                    files.directory().string());
    }
    auto server_tls = files.read_authority(document.tls_authorities.front());
    auto player_tls = files.read_authority(document.tls_authorities.back());
    for (const auto* authority : {&server_tls, &player_tls}) {
        if (!*authority) {
            return tl::unexpected(authority->error());
        }
    }
    return Keys{std::move(*root), std::move(**online), std::move(*duty), std::move(*server_tls),
                std::move(*player_tls)};
}

std::vector<std::string> TrustAuthority::player_authorities() const {
    std::vector<std::string> all;
    for (const TrustVersion& version : versions_) {
        for (const std::string& authority : version.document.tls_authorities) {
            if (std::find(all.begin(), all.end(), authority) == all.end()) {
                all.push_back(authority);
            }
        }
    }
    return all;
}

Sha256 TrustAuthority::digest() const {
    return sha256(versions_.back().envelope.payload);
}

Result<std::string> TrustAuthority::envelope_text(std::optional<std::int64_t> version) const {
    const std::int64_t number = version.value_or(document().version);
    if (number < 1 || number > document().version) {
        return fail(ErrorCode::not_found,
                    "there is no version " + std::to_string(number) + " of the trust document");
    }
    return wire::write_envelope(versions_[static_cast<std::size_t>(number - 1)].envelope);
}

Result<Envelope> TrustAuthority::seal_as(Payload payload, const OrganisationId& of,
                                         std::initializer_list<const PrivateKey*> keys) const {
    if (of != organisation()) {
        return fail(ErrorCode::foreign_organisation, "the document is another organisation's",
                    "/organisation");
    }
    if (payload.bytes.size() > payload.bytes_max) {
        return fail(ErrorCode::too_large, "the document has " + std::to_string(payload.bytes.size())
                                              + " bytes, more than "
                                              + std::to_string(payload.bytes_max));
    }
    return marquee::seal(payload.type, std::move(payload.bytes),
                         std::span(keys.begin(), keys.size()));
}

Result<Envelope> TrustAuthority::seal(const Manifest& manifest) const {
    return seal_manifest(wire::write_manifest(manifest), manifest.organisation);
}

Result<Envelope> TrustAuthority::seal_manifest(std::string document,
                                               const OrganisationId& of) const {
    return seal_as({wire::payload_type(wire::formats::manifest), std::move(document),
                    limits::manifest_bytes_max},
                   of, {&keys_.online});
}

Result<Envelope> TrustAuthority::seal(const TimeToken& token) const {
    return seal_as({wire::payload_type(wire::formats::time), wire::write_time_token(token),
                    limits::time_token_bytes_max},
                   token.organisation, {&keys_.online});
}

Result<Envelope> TrustAuthority::seal(const Override& command) const {
    if (!keys_.duty) {
        return fail(ErrorCode::key_unknown,
                    "no key that may sign overrides is kept here: people hold them");
    }
    Payload payload{wire::payload_type(wire::formats::screen_override),
                    wire::write_override(command), limits::override_bytes_max};
    // The end of a notice takes a duty key; that of black what showing takes: the online key.
    return std::holds_alternative<Lift>(command.action)
               ? seal_as(std::move(payload), command.organisation, {&*keys_.duty, &keys_.online})
               : seal_as(std::move(payload), command.organisation, {&*keys_.duty});
}

Result<Envelope> TrustAuthority::seal(const Program& program) const {
    return seal_as({wire::payload_type(wire::formats::program), wire::write_program(program),
                    limits::program_bytes_max},
                   program.organisation, {});
}

Result<std::string> TrustAuthority::issue_server(const PrivateKey& key,
                                                 std::span<const std::string> names,
                                                 Interval validity) const {
    auto certificate = keys_.server_tls.issue_server(key, names, validity);
    if (certificate) {
        *certificate += keys_.server_tls.certificate_pem();
    }
    return certificate;
}

Result<std::string> TrustAuthority::issue_player(std::string_view request_pem,
                                                 const PlayerId& player, Instant now) const {
    auto certificate =
        keys_.player_tls.issue_client(request_pem, player.value, {now, now + player_validity_});
    if (certificate) {
        *certificate += keys_.player_tls.certificate_pem();
    }
    return certificate;
}

} // namespace marquee::manager
