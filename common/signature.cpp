#include "common/signature.hpp"

#include <algorithm>
#include <set>

#include "common/openssl_handles.hpp"
#include "common/public_key.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

constexpr std::size_t raw_signature_bytes = 64;
constexpr std::size_t coordinate_bytes = raw_signature_bytes / 2;

// 64 bytes r || s to the DER that OpenSSL reads; empty when it cannot be.
std::string der_from_raw(std::string_view raw) {
    const unsigned char* in = openssl::bytes_of(raw);
    const openssl::EcdsaSignature pair(ECDSA_SIG_new());
    BIGNUM* r = BN_bin2bn(in, coordinate_bytes, nullptr);
    BIGNUM* s = BN_bin2bn(in + coordinate_bytes, coordinate_bytes, nullptr);
    if (!pair || ECDSA_SIG_set0(pair.get(), r, s) != 1) {
        BN_free(r);
        BN_free(s);
        return {};
    }
    const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
    std::string der(size > 0 ? static_cast<std::size_t>(size) : 0, '\0');
    unsigned char* out = openssl::bytes_of(der);
    i2d_ECDSA_SIG(pair.get(), &out);
    return der;
}

const TrustedKey* find_key(const TrustDocument& trust, const KeyId& id) {
    const auto found = std::find_if(trust.keys.begin(), trust.keys.end(),
                                    [&](const TrustedKey& key) { return key.id == id; });
    return found == trust.keys.end() ? nullptr : &*found;
}

bool has_role(const TrustedKey& key, KeyRole role) {
    return std::find(key.roles.begin(), key.roles.end(), role) != key.roles.end();
}

// What the signatures that did not count were, to name the most telling reason.
struct Refusals {
    KeyId not_allowed;
    KeyId unknown;
};

tl::unexpected<Error> too_few(const Refusals& refusals, std::size_t counted,
                              std::int32_t threshold) {
    if (!refusals.not_allowed.empty()) {
        return fail(ErrorCode::key_not_allowed,
                    "key " + refusals.not_allowed + " may not sign this kind of document",
                    "/signatures", {{"key", refusals.not_allowed}});
    }
    if (!refusals.unknown.empty()) {
        return fail(ErrorCode::key_unknown,
                    "key " + refusals.unknown + " is not in the trust document", "/signatures",
                    {{"key", refusals.unknown}});
    }
    return fail(ErrorCode::signature_missing,
                "signed by " + std::to_string(counted) + " different keys of "
                    + std::to_string(threshold),
                "/signatures");
}

} // namespace

Status verify_signature(const TrustedKey& key, std::string_view message,
                        std::string_view signature) {
    const openssl::PublicKey handle = openssl::read_public_key(key.public_key_der);
    if (!handle || openssl::suite_of(handle.get()) != key.suite) {
        openssl::last_reason();
        return fail(ErrorCode::malformed, "key " + key.id + " is not a key of its suite");
    }
    const bool ed25519 = key.suite == SignatureSuite::ed25519;
    const openssl::DigestContext context(EVP_MD_CTX_new());
    bool good = false;
    if (signature.size() == raw_signature_bytes && context
        && EVP_DigestVerifyInit(context.get(), nullptr, ed25519 ? nullptr : EVP_sha256(), nullptr,
                                handle.get())
               == 1) {
        const std::string native = ed25519 ? std::string(signature) : der_from_raw(signature);
        good = EVP_DigestVerify(context.get(), openssl::bytes_of(std::string_view(native)),
                                native.size(), openssl::bytes_of(message), message.size())
               == 1;
    }
    openssl::last_reason();
    if (!good) {
        return fail(ErrorCode::signature_wrong, "the signature of key " + key.id + " is wrong",
                    "/signatures", {{"key", key.id}});
    }
    return {};
}

std::string pre_authentication_encoding(std::string_view payload_type, std::string_view payload) {
    std::string bytes = "DSSEv1 ";
    bytes += std::to_string(payload_type.size());
    bytes += ' ';
    bytes += payload_type;
    bytes += ' ';
    bytes += std::to_string(payload.size());
    bytes += ' ';
    bytes += payload;
    return bytes;
}

Result<Envelope> seal(std::string_view payload_type, std::string payload,
                      std::span<const PrivateKey* const> keys) {
    Envelope envelope{std::string(payload_type), std::move(payload), {}};
    for (const PrivateKey* key : keys) {
        if (const Status added = add_signature(envelope, *key); !added) {
            return tl::unexpected(added.error());
        }
    }
    return envelope;
}

Status add_signature(Envelope& envelope, const PrivateKey& key) {
    auto signature = key.sign(pre_authentication_encoding(envelope.payload_type, envelope.payload));
    if (!signature) {
        return tl::unexpected(signature.error());
    }
    envelope.signatures.push_back({key.id(), std::move(*signature)});
    return {};
}

Status verify(const Envelope& envelope, std::string_view payload_type, const TrustDocument& trust,
              KeyRole role, std::int32_t threshold) {
    if (envelope.payload_type != payload_type) {
        return fail(ErrorCode::unknown_format,
                    "expected " + std::string(payload_type) + ", not " + envelope.payload_type,
                    "/payload_type");
    }
    if (envelope.signatures.size() > limits::signatures_max) {
        return fail(ErrorCode::too_large, "too many signatures", "/signatures");
    }
    const std::string message =
        pre_authentication_encoding(envelope.payload_type, envelope.payload);
    std::set<std::string_view> counted;
    Refusals refusals;
    for (const EnvelopeSignature& signature : envelope.signatures) {
        const TrustedKey* key = find_key(trust, signature.key);
        if (key == nullptr) {
            refusals.unknown = signature.key;
        } else if (!has_role(*key, role)) {
            refusals.not_allowed = signature.key;
        } else if (const Status good = verify_signature(*key, message, signature.signature);
                   !good) {
            return good;
        } else {
            counted.insert(key->public_key_der);
        }
    }
    if (static_cast<std::int64_t>(counted.size()) < threshold) {
        return too_few(refusals, counted.size(), threshold);
    }
    return {};
}

} // namespace marquee
