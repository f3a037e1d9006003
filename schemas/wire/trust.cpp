#include "schemas/wire/trust.hpp"

#include <algorithm>
#include <unordered_set>

#include "schemas/wire/parts.hpp"

namespace marquee::wire {

namespace {

TrustedKey read_key(const Value& value) {
    const Object in = value.object();
    TrustedKey key;
    key.id = in.required("id").key_id();
    key.suite = in.required("suite").word<SignatureSuite>();
    key.public_key_der = in.required("public_key_der").bytes(limits::public_key_bytes_max);
    key.roles = in.required("roles").list(Words<KeyRole>::all.size(),
                                          [](const Value& role) { return role.word<KeyRole>(); });
    return key;
}

TrustThresholds read_thresholds(const Object& in) {
    constexpr auto keys_max = std::int64_t{limits::signatures_max};
    TrustThresholds thresholds;
    thresholds.root = in.required("root").integer<std::int32_t>(1, keys_max);
    thresholds.approve = in.required("approve").integer<std::int32_t>(0, keys_max);
    return thresholds;
}

TrustDocument read_members(const Object& in) {
    TrustDocument trust;
    trust.organisation = in.required("organisation").id<OrganisationId>();
    trust.organisation_name = in.required("organisation_name").line(limits::name_bytes_max);
    trust.version = in.required("version").integer<std::int64_t>(1, limits::json_integer_max);
    trust.issued_at = in.required("issued_at").instant();
    trust.epoch = in.required("epoch").integer<std::int64_t>(0, limits::json_integer_max);
    const Value keys = in.required("keys");
    trust.keys = keys.list(limits::trust_keys_max, read_key, 1);
    std::unordered_set<std::string_view> ids;
    for (const TrustedKey& key : trust.keys) {
        if (!ids.insert(key.id).second) {
            keys.refuse(ErrorCode::malformed, "a key is listed twice", {{"key", key.id}});
        }
    }
    trust.thresholds = read_thresholds(in.required("thresholds").object());
    trust.tls_authorities =
        in.required("tls_authorities").list(limits::tls_authorities_max, [](const Value& pem) {
            return pem.text(limits::certificate_bytes_max, 1);
        });
    return trust;
}

} // namespace

std::string write_trust(const TrustDocument& trust) {
    return write_object([&](ObjectWriter& out) {
        out.member("format", to_string(formats::trust));
        out.member("organisation", trust.organisation);
        out.member("organisation_name", trust.organisation_name);
        out.member("version", trust.version);
        out.member("issued_at", trust.issued_at);
        out.member("epoch", trust.epoch);
        out.list("keys", trust.keys, [](ObjectWriter& row, const TrustedKey& key) {
            row.member("id", key.id);
            row.member("suite", key.suite);
            row.bytes("public_key_der", key.public_key_der);
            row.texts("roles", key.roles, [](KeyRole role) { return word(role); });
        });
        out.object("thresholds", [&](ObjectWriter& inner) {
            inner.member("root", trust.thresholds.root);
            inner.member("approve", trust.thresholds.approve);
        });
        out.texts("tls_authorities", trust.tls_authorities);
    });
}

Result<TrustDocument> read_trust(std::string_view text) {
    return read_document(text, limits::trust_bytes_max, formats::trust, read_members);
}

} // namespace marquee::wire
