#include "common/trust_chain.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "common/signature.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

// The document must leave its owners able to replace it, and its key ids must be what they claim.
Status check_shape(const TrustDocument& document) {
    if (document.keys.size() > limits::trust_keys_max
        || document.tls_authorities.size() > limits::tls_authorities_max) {
        return fail(ErrorCode::too_large, "too many keys or authorities", "/keys");
    }
    std::set<std::string_view> ids;
    std::int32_t roots = 0;
    for (const TrustedKey& key : document.keys) {
        if (key.id != key_id(key.public_key_der) || !ids.insert(key.id).second) {
            return fail(ErrorCode::out_of_range,
                        "key " + key.id + " is listed twice or is not the digest of its bytes",
                        "/keys");
        }
        roots += std::find(key.roles.begin(), key.roles.end(), KeyRole::root) != key.roles.end();
    }
    if (document.thresholds.root < 1 || roots < document.thresholds.root
        || document.thresholds.approve < 0) {
        return fail(ErrorCode::out_of_range,
                    "the document names fewer root keys than it asks for, or none", "/thresholds");
    }
    return {};
}

} // namespace

Status check_trust(const Envelope& envelope, const TrustDocument& document) {
    if (const Status shape = check_shape(document); !shape) {
        return shape;
    }
    return verify(envelope, trust_payload_type, document, KeyRole::root, document.thresholds.root);
}

Status check_trust_step(const TrustDocument& current, const Envelope& envelope,
                        const TrustDocument& next) {
    if (const Status vouched =
            verify(envelope, trust_payload_type, current, KeyRole::root, current.thresholds.root);
        !vouched) {
        return vouched;
    }
    if (next.organisation != current.organisation) {
        return fail(ErrorCode::foreign_organisation, "the document is another organisation's",
                    "/organisation");
    }
    if (next.version != current.version + 1 || next.epoch < current.epoch) {
        return fail(ErrorCode::stale_generation,
                    "version " + std::to_string(next.version) + " (epoch "
                        + std::to_string(next.epoch) + ") does not follow version "
                        + std::to_string(current.version) + " (epoch "
                        + std::to_string(current.epoch) + ")",
                    "/version");
    }
    return check_trust(envelope, next);
}

} // namespace marquee
