#include "player/sync/device_identity.hpp"

#include <array>
#include <utility>

#include "common/certificate.hpp"
#include "common/certificate_authority.hpp"
#include "schemas/wire/enrolment.hpp"
#include "schemas/wire/envelope.hpp"
#include "schemas/wire/format.hpp"

namespace marquee::player {

DeviceIdentity::DeviceIdentity(StateStore& store, PrivateKey key, EnrolmentAnswer& enrolment)
    : store_(store), key_(std::move(key)), enrolment_(enrolment), next_(store.next_identity()) {
    const bool half_promoted =
        next_complete() && next_->key.public_key_der() == key_.public_key_der();
    if (half_promoted) {
        (void)promote(); // of no harm when it fails: the next pair goes on speaking
    }
}

std::string DeviceIdentity::certificate_pem() const {
    return speaks_as_next() ? next_->certificate_pem : enrolment_.certificate_pem;
}

std::string DeviceIdentity::private_key_pem() const {
    return speaks_as_next() ? next_->key.to_pem() : key_.to_pem();
}

bool DeviceIdentity::due(Instant floor) const {
    const Result<Certificate> certificate = read_certificate(certificate_pem());
    if (!certificate) {
        return false;
    }
    const Interval life = certificate->validity;
    return floor >= life.to - (life.to - life.from) / 3;
}

Status DeviceIdentity::promote() {
    EnrolmentAnswer renewed = enrolment_;
    renewed.certificate_pem = next_->certificate_pem;
    return store_.save_device_key(next_->key)
        .and_then([&] { return store_.save_enrolment(renewed); })
        .and_then([&] { return store_.remove_next_identity(); })
        .map([&] {
            key_ = std::move(next_->key);
            enrolment_ = std::move(renewed);
            next_.reset();
            next_refused_ = false;
        });
}

Status DeviceIdentity::accepted() {
    if (speaks_as_next()) {
        return promote();
    }
    return next_complete() ? forget_next() : Status{};
}

Status DeviceIdentity::forget_next() {
    return store_.remove_next_identity().map([&] {
        next_.reset();
        next_refused_ = false;
    });
}

bool DeviceIdentity::refused() {
    next_refused_ = next_complete() && !next_refused_;
    return next_refused_;
}

// Kept before it is used, and used again after a failure.
Status DeviceIdentity::make_next_key() {
    if (next_) {
        return {};
    }
    Result<PrivateKey> made = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    if (!made) {
        return tl::unexpected(made.error());
    }
    NextIdentity fresh{*std::move(made), {}};
    return store_.save_next_identity(fresh).map([&] { next_.emplace(std::move(fresh)); });
}

Result<std::string> DeviceIdentity::request() const {
    const Result<std::string> pkcs10 =
        make_certificate_request(next_->key, enrolment_.player.value);
    if (!pkcs10) {
        return pkcs10;
    }
    const CertificateRequest request{enrolment_.player, enrolment_.certificate_pem, *pkcs10};
    const std::array<const PrivateKey*, 1> signer{&key_};
    return seal(wire::payload_type(wire::formats::certificate_request),
                wire::write_certificate_request(request), signer)
        .map([](const Envelope& envelope) { return wire::write_envelope(envelope); });
}

Status DeviceIdentity::renew(ManagerLink& link) {
    // A next pair that never came to be used signs the request, and with that is the present one
    // for the manager too. One that the manager does not know is given up.
    Status ready;
    if (next_complete()) {
        ready = next_refused_ ? forget_next() : promote();
    }
    ready = ready.and_then([&] { return make_next_key(); });
    if (!ready) {
        return ready;
    }
    const Result<CertificateAnswer> answer =
        request().and_then([&](const std::string& envelope) { return link.renew(envelope); });
    if (!answer) {
        return tl::unexpected(answer.error());
    }
    const Result<Certificate> certificate = read_certificate(answer->certificate_pem);
    if (!certificate || certificate->common_name != enrolment_.player.value
        || certificate->public_key_der != next_->key.public_key_der()) {
        return fail(ErrorCode::malformed, "the certificate is not for this player and its key",
                    "/certificate_pem");
    }
    Result<PrivateKey> copy = PrivateKey::from_pem(next_->key.to_pem());
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    NextIdentity complete{*std::move(copy), answer->certificate_pem};
    return store_.save_next_identity(complete).map([&] { next_.emplace(std::move(complete)); });
}

} // namespace marquee::player
