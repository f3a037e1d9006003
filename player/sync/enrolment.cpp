#include "player/sync/enrolment.hpp"

#include <algorithm>

#include "common/certificate.hpp"
#include "common/certificate_authority.hpp"
#include "player/sync/time_token.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

// A file of another manager or another token starts from nothing but the key.
Status begin(const EnrolmentParts& parts, const EnrolmentFile& file) {
    if (parts.store.enrolment_file() == file) {
        return {};
    }
    return parts.store.forget_enrolment().map([&] { parts.trust.forget(); }).and_then([&] {
        return parts.store.save_enrolment_file(file);
    });
}

Status check_answer(const EnrolmentAnswer& answer, const DeviceDescription& device,
                    const TrustDocument& trust, const PrivateKey& key) {
    if (answer.organisation != trust.organisation) {
        return fail(ErrorCode::foreign_organisation, "enrolled by another organisation",
                    "/organisation");
    }
    const Result<Certificate> certificate = read_certificate(answer.certificate_pem);
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    if (certificate->common_name != answer.player.value
        || certificate->public_key_der != key.public_key_der()) {
        return fail(ErrorCode::malformed, "the certificate is not for this device",
                    "/certificate_pem");
    }
    for (const DisplayDescription& display : device.displays) {
        const bool enrolled = std::any_of(
            answer.displays.begin(), answer.displays.end(), [&](const EnrolledDisplay& known) {
                return known.name == display.name && is_uuid(known.id.value);
            });
        if (!enrolled) {
            return fail(ErrorCode::malformed, "a display got no identifier", display.name);
        }
    }
    return {};
}

} // namespace

Result<PrivateKey> own_key(StateStore& store) {
    if (std::optional<PrivateKey> kept = store.device_key()) {
        return std::move(*kept);
    }
    Result<PrivateKey> made = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    if (!made) {
        return made;
    }
    return store.save_device_key(*made).map([&] { return std::move(*made); });
}

std::optional<EnrolmentAnswer> kept_enrolment(StateStore& store, const EnrolmentFile& file) {
    return store.enrolment_file() == file ? store.enrolment() : std::nullopt;
}

Result<EnrolmentAnswer> enrol(const EnrolmentParts& parts, const EnrolmentFile& file,
                              const DeviceDescription& device) {
    if (Status begun = begin(parts, file); !begun) {
        return tl::unexpected(begun.error());
    }
    const Result<PrivateKey> key = own_key(parts.store);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (parts.trust.document() == nullptr) {
        parts.link.use({}); // proves nothing; the digest does
        if (Status pinned = parts.trust.pin(parts.link, file.trust_sha256); !pinned) {
            return tl::unexpected(pinned.error());
        }
    }
    const TrustDocument& trust = *parts.trust.document();
    parts.link.use({trust.tls_authorities, {}, {}, parts.clock.floor(), TimeBound::floor});
    Result<std::string> request_pem = make_certificate_request(*key, device.name);
    if (!request_pem) {
        return tl::unexpected(request_pem.error());
    }
    const std::string nonce = random_hex(parts.randomness, limits::nonce_bytes_min);
    const Microseconds sent = parts.monotonic.monotonic();
    Result<EnrolmentAnswer> answer =
        parts.link.enrol({file.token, nonce, device.name, std::move(*request_pem), device.software,
                          device.displays});
    if (!answer) {
        return answer;
    }
    const rules::TimeExchange exchange{nonce, sent, parts.monotonic.monotonic()};
    if (Status fits = check_answer(*answer, device, trust, *key); !fits) {
        return tl::unexpected(fits.error());
    }
    if (Status saved = parts.store.save_enrolment(*answer); !saved) {
        return tl::unexpected(saved.error());
    }
    parts.clock.join(answer->organisation);
    // Without a usable token the clock stays untrusted until the next contact brings one.
    (void)take_time_token(answer->time_token, trust, exchange, parts.clock);
    return answer;
}

} // namespace marquee::player
