#include "common/signature.hpp"

#include <catch2/catch.hpp>

using namespace marquee;

namespace {

std::string from_hex(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(std::string(text.substr(i, 2)), nullptr, 16));
    }
    return bytes;
}

} // namespace

// RFC 8032, section 7.1, tests 2 and 3. The SubjectPublicKeyInfo prefix is that of RFC 8410.
TEST_CASE("the Ed25519 signatures of RFC 8032 verify") {
    struct Vector {
        const char *key, *message, *signature;
    };
    for (const Vector& vector :
         {Vector{"3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c", "72",
                 "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                 "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"},
          Vector{"fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025", "af82",
                 "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
                 "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"}}) {
        TrustedKey key;
        key.suite = SignatureSuite::ed25519;
        key.public_key_der = from_hex("302a300506032b6570032100") + from_hex(vector.key);
        key.id = key_id(key.public_key_der);
        const std::string message = from_hex(vector.message);
        CHECK(verify_signature(key, message, from_hex(vector.signature)));
        CHECK_FALSE(verify_signature(key, message + "x", from_hex(vector.signature)));
    }
}
