#include "manager/fleet/device_certificates.hpp"

#include <algorithm>

#include "common/certificate.hpp"
#include "common/sha256.hpp"
#include "common/signature.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/format.hpp"

namespace marquee::manager {

namespace {

AuditEntry entry(const Player& player, Instant now, std::string action) {
    return {.at = now,
            .unit = player.head.unit,
            .actor = {},
            .action = std::move(action),
            .subject = player.id.value,
            .detail = player.name};
}

Status check_known(const Player& player, const Sha256& fingerprint) {
    if (player.retired_at) {
        return fail(ErrorCode::not_allowed, "the player was retired");
    }
    const bool next = player.next && player.next->certificate_sha256 == fingerprint;
    if (!next && player.certificate_sha256 != fingerprint) {
        return fail(ErrorCode::not_signed_in, "the certificate was replaced by a newer one");
    }
    return {};
}

// The next certificate is used: it is the present one from now on.
void take_up_next(Player& player, Instant now) {
    player.key_sha256 = player.next->key_sha256;
    player.certificate_sha256 = player.next->certificate_sha256;
    player.certificate_expires_at = player.next->expires_at;
    player.next.reset();
    player.head.changed_at = now;
}

bool is_next(const Player& player, const Sha256& fingerprint) {
    return player.next && player.next->certificate_sha256 == fingerprint;
}

// Signed by the key of the certificate, whichever signature of the envelope that is.
Status check_signature(const Envelope& envelope, const Certificate& certificate) {
    const TrustedKey key{key_id(certificate.public_key_der),
                         SignatureSuite::ecdsa_p256_sha256,
                         certificate.public_key_der,
                         {}};
    const auto own = std::find_if(envelope.signatures.begin(), envelope.signatures.end(),
                                  [&](const auto& signature) { return signature.key == key.id; });
    if (own == envelope.signatures.end()) {
        return fail(ErrorCode::signature_missing, "the request is not signed by the device's key");
    }
    return verify_signature(
        key, pre_authentication_encoding(envelope.payload_type, envelope.payload), own->signature);
}

} // namespace

Result<Player> DeviceCertificates::look_up(const PlayerId& id, const Sha256& fingerprint) {
    Result<Player> player = database_.read([&](const View& view) { return view.fleet.player(id); });
    if (!player) {
        return fail(ErrorCode::not_signed_in,
                    "this manager knows no such player: it was enrolled after the backup that the "
                    "manager was restored from, and has to be enrolled again",
                    id.value);
    }
    return check_known(*player, fingerprint).map([&] { return *std::move(player); });
}

Result<Player> DeviceCertificates::recognise(const PlayerId& id, const Sha256& fingerprint) {
    Result<Player> player = look_up(id, fingerprint);
    if (!player || !is_next(*player, fingerprint)) {
        return player;
    }
    return database_.write([&](Change& change) -> Result<Player> {
        Result<Player> row = change.fleet.player(id);
        if (!row) {
            return row;
        }
        if (!is_next(*row, fingerprint)) { // another request was first, or another device
            return check_known(*row, fingerprint).map([&] { return *row; });
        }
        take_up_next(*row, clock_.wall());
        const Result<std::int64_t> version = change.fleet.change_player(*row);
        if (!version) {
            return tl::unexpected<Error>(version.error());
        }
        row->head.version = *version;
        return record(change, entry(*row, row->head.changed_at, "player.renewed")).map([&] {
            return *row;
        });
    });
}

Result<CertificateAnswer> DeviceCertificates::renew(const Envelope& envelope) {
    if (envelope.payload_type != wire::payload_type(wire::formats::certificate_request)) {
        return fail(ErrorCode::unknown_format, "not a certificate request", "/payloadType");
    }
    const auto request = wire::read_certificate_request(envelope.payload);
    if (!request) {
        return tl::unexpected<Error>(request.error());
    }
    const auto held = read_certificate(request->certificate_pem);
    if (!held) {
        return tl::unexpected<Error>(held.error());
    }
    const Result<Player> player = look_up(request->player, held->fingerprint);
    if (!player) {
        return tl::unexpected<Error>(player.error());
    }
    const Instant now = clock_.wall();
    const Seconds grace{limits::certificate_grace_seconds_max};
    if (held->validity.to + grace <= now) {
        return fail(ErrorCode::expired, "the certificate ended too long ago", "/certificate_pem",
                    {{"expired_at", to_rfc3339(held->validity.to)}});
    }
    if (const Status own = check_signature(envelope, *held); !own) {
        return tl::unexpected<Error>(own.error());
    }
    CertificateAnswer answer;
    const auto next = issue(*request, *player, now, answer.certificate_pem);
    if (!next) {
        return tl::unexpected<Error>(next.error());
    }
    return database_.write([&](Change& change) -> Result<CertificateAnswer> {
        Result<Player> row = change.fleet.player(player->id);
        if (!row) {
            return tl::unexpected<Error>(row.error());
        }
        // Somebody may have retired it, or another request of its own was first.
        if (const Status known = check_known(*row, held->fingerprint); !known) {
            return tl::unexpected<Error>(known.error());
        }
        if (is_next(*row, held->fingerprint)) {
            take_up_next(*row, now); // it was used just now
        }
        row->next = *next;
        row->head.changed_at = now;
        return change.fleet.change_player(*row)
            .and_then([&](std::int64_t) {
                return record(change, entry(*row, now, "player.certificate"));
            })
            .map([&] { return answer; });
    });
}

Result<NextCertificate> DeviceCertificates::issue(const CertificateRequest& request,
                                                  const Player& player, Instant now,
                                                  std::string& pem) const {
    auto issued = trust_.issue_player(request.certificate_request_pem, player.id, now);
    if (!issued) {
        return tl::unexpected<Error>(issued.error());
    }
    const auto certificate = read_certificate(*issued);
    if (!certificate) {
        return tl::unexpected<Error>(certificate.error());
    }
    const Sha256 key = sha256(certificate->public_key_der);
    if (key == player.key_sha256) {
        return fail(ErrorCode::out_of_range, "the next certificate is for a new key",
                    "/certificate_request_pem");
    }
    pem = *std::move(issued);
    return NextCertificate{key, certificate->fingerprint, certificate->validity.to};
}

} // namespace marquee::manager
