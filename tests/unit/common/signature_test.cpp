#include "common/signature.hpp"

#include <catch2/catch.hpp>

#include "schemas/model/limits.hpp"

using namespace marquee;

namespace {

std::string from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

// SubjectPublicKeyInfo is a fixed prefix and the point: RFC 5480 and RFC 8410.
TrustedKey p256_key(std::string_view x, std::string_view y) {
    TrustedKey key;
    key.public_key_der = from_hex("3059301306072a8648ce3d020106082a8648ce3d03010703420004")
                         + from_hex(x) + from_hex(y);
    key.id = key_id(key.public_key_der);
    return key;
}

TrustedKey ed25519_key(std::string_view point) {
    TrustedKey key;
    key.suite = SignatureSuite::ed25519;
    key.public_key_der = from_hex("302a300506032b6570032100") + from_hex(point);
    key.id = key_id(key.public_key_der);
    return key;
}

PrivateKey make_key(SignatureSuite suite = SignatureSuite::ecdsa_p256_sha256) {
    auto key = PrivateKey::generate(suite);
    REQUIRE(key);
    return std::move(*key);
}

ErrorCode code(const Status& status) {
    REQUIRE_FALSE(status);
    return status.error().code;
}

constexpr auto type = "application/vnd.marquee.manifest.v1+json";
constexpr auto payload = R"({"format":"manifest/1.0"})";

// Two keys for manifests, one for approvals, and one that nobody listed.
struct Organisation {
    PrivateKey first = make_key();
    PrivateKey second = make_key(SignatureSuite::ed25519);
    PrivateKey approver = make_key();
    PrivateKey stranger = make_key();
    TrustDocument trust;

    Organisation() {
        trust.keys = {trusted_key(first, {KeyRole::manifest, KeyRole::time}),
                      trusted_key(second, {KeyRole::manifest}),
                      trusted_key(approver, {KeyRole::approve})};
    }

    Envelope sealed(std::vector<const PrivateKey*> keys) const {
        auto envelope = seal(type, payload, keys);
        REQUIRE(envelope);
        return std::move(*envelope);
    }

    Status judged(const Envelope& envelope, std::int32_t threshold = 1) const {
        return verify(envelope, type, trust, KeyRole::manifest, threshold);
    }
};

} // namespace

// RFC 8032, section 7.1, tests 1 to 3.
TEST_CASE("the Ed25519 signatures of RFC 8032 verify") {
    struct Vector {
        const char *key, *message, *signature;
    };
    for (const Vector& vector :
         {Vector{"d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a", "",
                 "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                 "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b"},
          Vector{"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
          Vector{"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                 "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                 "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}}) {
        const TrustedKey key = ed25519_key(vector.key);
        const std::string message = from_hex(vector.message);
        CHECK(verify_signature(key, message, from_hex(vector.signature)));
        CHECK_FALSE(verify_signature(key, message + "x", from_hex(vector.signature)));
    }
}

// RFC 6979, appendix A.2.5: ECDSA, P-256, SHA-256.
TEST_CASE("the ECDSA signatures of RFC 6979 verify as r and s side by side") {
    const TrustedKey key =
        p256_key("60fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6",
                 "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");
    const std::string sample =
        from_hex("efd48b2aacb6a8fd1140dd9cd45e81d69d2c877b56aaf991c34d0ea84eaf3716"
                 "f7cb1c942d657c41d436c7a1b6e29f65f3e900dbb9aff4064dc4ab2f843acda8");
    const std::string test =
        from_hex("f1abb023518351cd71d881567b1ea663ed3efcf6c5132b354f28d3b0b7d38367"
                 "019f4113742a2b14bd25926b49c649155f267e60d3814b4c0cc84250e46f0083");
    CHECK(verify_signature(key, "sample", sample));
    CHECK(verify_signature(key, "test", test));
    CHECK_FALSE(verify_signature(key, "test", sample));
}

// DSSE, implementation/signing_spec.py and protocol.md, "Test vectors".
TEST_CASE("the envelope of the DSSE specification is encoded and verified") {
    const std::string hello_type = "http://example.com/HelloWorld";
    CHECK(pre_authentication_encoding(hello_type, "hello world")
          == "DSSEv1 29 http://example.com/HelloWorld 11 hello world");
    TrustDocument trust;
    trust.keys = {p256_key("67cd390f77aa359cb08c2235f652270493a9ed832b0abcc01f70954c0390d238",
                           "0c782bd54e269125a44f4433aff1432ce94e12bca73aa67ac80cea12608ddf74")};
    trust.keys[0].roles = {KeyRole::approve};
    const Envelope envelope{
        hello_type,
        "hello world",
        {{trust.keys[0].id,
          from_hex("03726ab101ad56c2763b6c6aac8e487275e2a79193a09dc5f859d9f8ef3c4a3b"
                   "51eab0c06a369b64a7222537d4887a893dc200ae21060074d57825235b624864")}}};
    CHECK(verify(envelope, hello_type, trust, KeyRole::approve, 1));
}

TEST_CASE("the encoding counts bytes, so that nothing can move between type and payload") {
    CHECK(pre_authentication_encoding("", "") == "DSSEv1 0  0 ");
    CHECK(pre_authentication_encoding("a 1 b", "c") == "DSSEv1 5 a 1 b 1 c");
    CHECK(pre_authentication_encoding("a", "b 1 c") == "DSSEv1 1 a 5 b 1 c");
    CHECK(pre_authentication_encoding("é", "防") == "DSSEv1 2 é 3 防");
}

TEST_CASE("a key signs what its public half verifies, and survives PEM") {
    for (const auto suite : {SignatureSuite::ecdsa_p256_sha256, SignatureSuite::ed25519}) {
        const PrivateKey key = make_key(suite);
        CHECK(key.suite() == suite);
        CHECK(key.id() == key_id(key.public_key_der()));
        const auto again = PrivateKey::from_pem(key.to_pem());
        REQUIRE(again);
        CHECK(again->id() == key.id());
        CHECK(again->suite() == suite);
        CHECK(key.to_pem().starts_with("-----BEGIN PRIVATE KEY-----"));
        for (int i = 0; i < 50; ++i) { // short r and s are padded
            const std::string message = "message " + std::to_string(i);
            const auto signature = again->sign(message);
            REQUIRE(signature);
            REQUIRE(signature->size() == 64);
            REQUIRE(verify_signature(trusted_key(key, {}), message, *signature));
        }
    }
}

TEST_CASE("keys of other kinds are refused") {
    CHECK_FALSE(PrivateKey::from_pem(""));
    CHECK_FALSE(PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\nAAAA\n"));
    // P-384, made with `openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384`.
    const auto other =
        PrivateKey::from_pem("-----BEGIN PRIVATE KEY-----\n"
                             "MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGeMIGbAgEBBDDqLguo148+W3JI09Qc\n"
                             "Sg4TfhPkI8pj7Yk6flFjZ6kq+VYacuYXc5GxQaHUKef8+bShZANiAASPuj1pJwDV\n"
                             "hsKpnUMhER74F/Pk2wRe+orLJzCmzp8e7XOh6xmOe3Ekr8njdZfhtrgI6PtxVcru\n"
                             "X3lEkg6w0ESYiOZtH05hyg+jDSGzl7lotEkeqqR0ouLoE+FyG3VdQ3I=\n"
                             "-----END PRIVATE KEY-----\n");
    REQUIRE_FALSE(other);
    CHECK(other.error().code == ErrorCode::malformed);
    CHECK(other.error().what == "a signing key is ECDSA on P-256 or Ed25519");
}

TEST_CASE("an envelope signed by a listed key is believed") {
    const Organisation house;
    CHECK(house.judged(house.sealed({&house.first})));
    CHECK(house.judged(house.sealed({&house.second})));
    CHECK(house.judged(house.sealed({&house.first, &house.second}), 2));
    CHECK(house.judged(house.sealed({}), 0));
}

TEST_CASE("a missing signature, a stranger's and one in another role are told apart") {
    const Organisation house;
    CHECK(code(house.judged(house.sealed({}))) == ErrorCode::signature_missing);
    CHECK(code(house.judged(house.sealed({&house.first}), 2)) == ErrorCode::signature_missing);
    CHECK(code(house.judged(house.sealed({&house.stranger}))) == ErrorCode::key_unknown);
    CHECK(code(house.judged(house.sealed({&house.approver}))) == ErrorCode::key_not_allowed);
    CHECK(code(house.judged(house.sealed({&house.stranger, &house.approver})))
          == ErrorCode::key_not_allowed);
}

TEST_CASE("signatures that do not count do no harm") {
    const Organisation house;
    CHECK(house.judged(house.sealed({&house.stranger, &house.approver, &house.first})));
}

TEST_CASE("one key counts once, however often it signs and whatever it is called") {
    Organisation house;
    CHECK(code(house.judged(house.sealed({&house.first, &house.first}), 2))
          == ErrorCode::signature_missing);
    // The same key listed under a second id is still one key.
    TrustedKey alias = trusted_key(house.first, {KeyRole::manifest});
    alias.id = std::string(64, 'a');
    house.trust.keys.push_back(alias);
    Envelope twice = house.sealed({&house.first, &house.first});
    twice.signatures[1].key = alias.id;
    CHECK(code(house.judged(twice, 2)) == ErrorCode::signature_missing);
}

TEST_CASE("one changed bit anywhere is refused") {
    const Organisation house;
    for (const PrivateKey* key : {&house.first, &house.second}) {
        const Envelope good = house.sealed({key});
        REQUIRE(house.judged(good));
        for (std::size_t bit = 0; bit < good.payload.size() * 8; ++bit) {
            Envelope bad = good;
            bad.payload[bit / 8] = static_cast<char>(bad.payload[bit / 8] ^ 1 << bit % 8);
            REQUIRE(code(house.judged(bad)) == ErrorCode::signature_wrong);
        }
        for (std::size_t bit = 0; bit < 64 * 8; ++bit) {
            Envelope bad = good;
            char& byte = bad.signatures[0].signature[bit / 8];
            byte = static_cast<char>(byte ^ 1 << bit % 8);
            REQUIRE(code(house.judged(bad)) == ErrorCode::signature_wrong);
        }
    }
}

TEST_CASE("a wrong signature refuses the envelope whatever else it carries") {
    const Organisation house;
    Envelope envelope = house.sealed({&house.first, &house.second});
    envelope.signatures[1].signature = envelope.signatures[0].signature;
    CHECK(code(house.judged(envelope)) == ErrorCode::signature_wrong);
    CHECK(code(house.judged(envelope, 0)) == ErrorCode::signature_wrong);
}

TEST_CASE("signatures of the wrong length or form are wrong, not fatal") {
    const Organisation house;
    for (const std::string& signature :
         {std::string(), std::string(63, 'x'), std::string(65, 'x'), std::string(64, '\0'),
          std::string(64, '\xff'), std::string(72, '0')}) {
        for (const PrivateKey* key : {&house.first, &house.second}) {
            Envelope envelope = house.sealed({key});
            envelope.signatures[0].signature = signature;
            CHECK(code(house.judged(envelope)) == ErrorCode::signature_wrong);
        }
    }
}

TEST_CASE("an envelope of one kind does not pass for another") {
    const Organisation house;
    Envelope envelope = house.sealed({&house.first});
    CHECK(code(verify(envelope, "application/vnd.marquee.override.v1+json", house.trust,
                      KeyRole::manifest, 1))
          == ErrorCode::unknown_format);
    // Relabelled, its signature no longer fits.
    envelope.payload_type = "application/vnd.marquee.override.v1+json";
    CHECK(code(verify(envelope, envelope.payload_type, house.trust, KeyRole::manifest, 1))
          == ErrorCode::signature_wrong);
}

TEST_CASE("the suite is the trust document's, and a key that is none of it is malformed") {
    Organisation house;
    const Envelope envelope = house.sealed({&house.second});
    house.trust.keys[1].suite = SignatureSuite::ecdsa_p256_sha256;
    CHECK(code(house.judged(envelope)) == ErrorCode::malformed);
    house.trust.keys[1].public_key_der = "not a key";
    CHECK(code(house.judged(envelope)) == ErrorCode::malformed);
    house.trust.keys[1] = trusted_key(house.second, {KeyRole::manifest});
    house.trust.keys[1].public_key_der += '\0'; // something after the key
    CHECK(code(house.judged(envelope)) == ErrorCode::malformed);
}

TEST_CASE("an envelope with too many signatures is not worked through") {
    const Organisation house;
    Envelope envelope = house.sealed({&house.first});
    envelope.signatures.resize(limits::signatures_max, envelope.signatures[0]);
    CHECK(house.judged(envelope));
    envelope.signatures.push_back(envelope.signatures[0]);
    CHECK(code(house.judged(envelope)) == ErrorCode::too_large);
}
