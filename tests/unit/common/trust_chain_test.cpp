#include "common/trust_chain.hpp"

#include <catch2/catch.hpp>

#include "common/signature.hpp"
#include "schemas/model/limits.hpp"

using namespace marquee;

namespace {

PrivateKey make_key() {
    auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    REQUIRE(key);
    return std::move(*key);
}

ErrorCode code(const Status& status) {
    REQUIRE_FALSE(status);
    return status.error().code;
}

// The payload only has to be the same bytes for signer and verifier: what it says is given beside
// it, as a reader would have read it.
Envelope sealed(std::vector<const PrivateKey*> keys) {
    auto envelope = seal(trust_payload_type, "the document's bytes", keys);
    REQUIRE(envelope);
    return std::move(*envelope);
}

// Version 1 with three roots of which two must sign, and an online key.
struct Chain {
    PrivateKey a = make_key();
    PrivateKey b = make_key();
    PrivateKey c = make_key();
    PrivateKey online = make_key();
    PrivateKey fresh = make_key();
    TrustDocument first;
    TrustDocument second;

    Chain() {
        first.organisation.value = "01980000-0000-7000-8000-000000000001";
        first.keys = {trusted_key(a, {KeyRole::root}), trusted_key(b, {KeyRole::root}),
                      trusted_key(c, {KeyRole::root}), trusted_key(online, {KeyRole::manifest})};
        first.thresholds.root = 2;
        second = first;
        second.version = 2;
    }
};

} // namespace

TEST_CASE("a first document is signed by enough of its own roots") {
    const Chain chain;
    CHECK(check_trust(sealed({&chain.a, &chain.c}), chain.first));
    CHECK(code(check_trust(sealed({&chain.a}), chain.first)) == ErrorCode::signature_missing);
    CHECK(code(check_trust(sealed({&chain.a, &chain.a}), chain.first))
          == ErrorCode::signature_missing);
    CHECK(code(check_trust(sealed({&chain.a, &chain.online}), chain.first))
          == ErrorCode::key_not_allowed);
}

TEST_CASE("the next version is believed when the roots of this one sign it") {
    const Chain chain;
    CHECK(check_trust_step(chain.first, sealed({&chain.a, &chain.b}), chain.second));
    CHECK(code(check_trust_step(chain.first, sealed({&chain.a}), chain.second))
          == ErrorCode::signature_missing);
    CHECK(code(check_trust_step(chain.first, sealed({&chain.fresh}), chain.second))
          == ErrorCode::key_unknown);
    CHECK(code(check_trust_step(chain.first, sealed({&chain.online}), chain.second))
          == ErrorCode::key_not_allowed);
    Envelope changed = sealed({&chain.a, &chain.b});
    changed.payload[3] = static_cast<char>(changed.payload[3] ^ 1);
    CHECK(code(check_trust_step(chain.first, changed, chain.second)) == ErrorCode::signature_wrong);
    Envelope relabelled = sealed({&chain.a, &chain.b});
    relabelled.payload_type = "application/vnd.marquee.manifest.v1+json";
    CHECK(code(check_trust_step(chain.first, relabelled, chain.second))
          == ErrorCode::unknown_format);
}

TEST_CASE("a new root needs the old ones' word and its own") {
    Chain chain;
    chain.second.keys = {trusted_key(chain.fresh, {KeyRole::root})};
    chain.second.thresholds.root = 1;
    CHECK(check_trust_step(chain.first, sealed({&chain.a, &chain.b, &chain.fresh}), chain.second));
    // Without the new root's own signature nobody knows that its key exists.
    CHECK_FALSE(check_trust_step(chain.first, sealed({&chain.a, &chain.b}), chain.second));
    CHECK_FALSE(check_trust_step(chain.first, sealed({&chain.a, &chain.fresh}), chain.second));
}

TEST_CASE("versions follow one by one and the epoch does not fall") {
    Chain chain;
    const Envelope envelope = sealed({&chain.a, &chain.b});
    chain.first.version = 5;
    chain.first.epoch = 3;
    chain.second.epoch = 3;
    for (const std::int64_t version : {4, 5, 7}) {
        chain.second.version = version;
        CHECK(code(check_trust_step(chain.first, envelope, chain.second))
              == ErrorCode::stale_generation);
    }
    chain.second.version = 6;
    CHECK(check_trust_step(chain.first, envelope, chain.second));
    chain.second.epoch = 2;
    CHECK(code(check_trust_step(chain.first, envelope, chain.second))
          == ErrorCode::stale_generation);
    chain.second.epoch = 9;
    CHECK(check_trust_step(chain.first, envelope, chain.second));
}

TEST_CASE("another organisation's document is refused even when the roots signed it") {
    Chain chain;
    chain.second.organisation.value = "01980000-0000-7000-8000-000000000002";
    CHECK(code(check_trust_step(chain.first, sealed({&chain.a, &chain.b}), chain.second))
          == ErrorCode::foreign_organisation);
}

TEST_CASE("a document that could never be replaced is refused") {
    Chain chain;
    const Envelope envelope = sealed({&chain.a, &chain.b, &chain.c});
    chain.second.thresholds.root = 4;
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::out_of_range);
    chain.second.thresholds.root = 0;
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::out_of_range);
    chain.second.thresholds.root = 2;
    chain.second.thresholds.approve = -1;
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::out_of_range);
}

TEST_CASE("a key is called by the digest of its bytes and listed once") {
    Chain chain;
    const Envelope envelope = sealed({&chain.a, &chain.b});
    chain.second.keys.push_back(chain.second.keys[3]);
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::out_of_range);
    chain.second.keys[4].id = std::string(64, 'a');
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::out_of_range);
}

TEST_CASE("a document with too many keys or authorities is refused") {
    Chain chain;
    const Envelope envelope = sealed({&chain.a, &chain.b});
    chain.second.tls_authorities.resize(limits::tls_authorities_max + 1);
    CHECK(code(check_trust_step(chain.first, envelope, chain.second)) == ErrorCode::too_large);
}
