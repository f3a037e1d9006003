#include "player/sync/code_enrolment.hpp"

#include "common/certificate_authority.hpp"
#include "common/sha256.hpp"
#include "schemas/model/fingerprint.hpp"
#include "schemas/model/limits.hpp"
#include "schemas/wire/envelope.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view key_prefix = "key:";
constexpr const char* no_unit_yet = "00000000-0000-0000-0000-000000000000";
constexpr std::chrono::days kept{36'500}; // the manager's ticket has a date of its own

} // namespace

bool is_by_code(const EnrolmentFile& file) {
    return file.token.starts_with(key_prefix);
}

// Takes the trust document that is offered. A file of an earlier start goes on when it is the same.
Status CodeEnrolment::offer(const EnrolmentParts& parts) {
    parts.link.use({}); // proves nothing; people compare
    const Result<std::string> text = parts.link.trust(std::nullopt);
    if (!text) {
        return tl::unexpected(text.error());
    }
    const Result<Envelope> envelope = wire::read_envelope(*text, limits::trust_bytes_max);
    const Result<PrivateKey> key = own_key(parts.store);
    if (!envelope || !key) {
        return tl::unexpected(envelope ? key.error() : envelope.error());
    }
    const Sha256 offered = sha256(envelope->payload);
    const std::string token = std::string(key_prefix) + to_hex(sha256(key->public_key_der())) + ":";
    const std::optional<EnrolmentFile> earlier = parts.store.enrolment_file();
    if (earlier && earlier->manager_url == manager_url_ && earlier->trust_sha256 == offered
        && earlier->token.starts_with(token)) {
        file_ = *earlier;
        return {};
    }
    file_ = EnrolmentFile{.manager_url = manager_url_,
                          .trust_sha256 = offered,
                          .token = token + random_hex(parts.randomness, limits::nonce_bytes_min),
                          .unit = {no_unit_yet},
                          .expires_at = parts.clock.floor() + kept};
    return {};
}

Result<std::variant<EnrolmentAnswer, ShownCode>>
CodeEnrolment::turn(const EnrolmentParts& parts, const DeviceDescription& device) {
    if (!file_) {
        if (Status offered = offer(parts); !offered) {
            return tl::unexpected(offered.error());
        }
    }
    auto asked = ask(parts, device);
    if (!asked && asked.error().code != ErrorCode::unreachable
        && asked.error().code != ErrorCode::timed_out && asked.error().code != ErrorCode::busy) {
        file_.reset(); // begin again: another document, another token
        if (Status forgotten = parts.store.forget_enrolment(); forgotten) {
            parts.trust.forget();
        }
    }
    return asked;
}

Result<std::variant<EnrolmentAnswer, ShownCode>>
CodeEnrolment::ask(const EnrolmentParts& parts, const DeviceDescription& device) {
    Result<EnrolmentAnswer> answer = enrol(parts, *file_, device);
    if (answer) {
        return *std::move(answer);
    }
    if (answer.error().code != ErrorCode::not_found) { // not_found: nobody has confirmed it yet
        return tl::unexpected(std::move(answer.error()));
    }
    const Result<PrivateKey> key = own_key(parts.store);
    Result<std::string> request = key.and_then(
        [&](const PrivateKey& own) { return make_certificate_request(own, device.name); });
    if (!request) {
        return tl::unexpected(request.error());
    }
    return parts.link
        .enrolment_code({file_->token, random_hex(parts.randomness, limits::nonce_bytes_min),
                         device.name, *std::move(request), device.software, device.displays})
        .map([&](const EnrolmentCode& code) -> std::variant<EnrolmentAnswer, ShownCode> {
            return ShownCode{code.code, short_fingerprint(sha256(key->public_key_der())),
                             short_fingerprint(file_->trust_sha256)};
        });
}

} // namespace marquee::player
