#include "common/certificate.hpp"

#include <catch2/catch.hpp>

#include "common/certificate_authority.hpp"

using namespace marquee;
using namespace std::chrono_literals;

namespace {

Instant at(const char* text) {
    return *instant_from_rfc3339(text);
}

const Interval decade{at("2026-01-01T00:00:00Z"), at("2036-01-01T00:00:00Z")};
const Interval year{at("2026-06-01T00:00:00Z"), at("2027-06-01T00:00:00Z")};
const Instant now = at("2026-11-21T12:00:00Z");

CertificateAuthority authority() {
    auto made = CertificateAuthority::create("City TLS", decade);
    REQUIRE(made);
    return std::move(*made);
}

PrivateKey key(SignatureSuite suite = SignatureSuite::ecdsa_p256_sha256) {
    auto made = PrivateKey::generate(suite);
    REQUIRE(made);
    return std::move(*made);
}

std::string player_certificate(const CertificateAuthority& from, const PrivateKey& device) {
    const auto request = make_certificate_request(device, "what the device calls itself");
    REQUIRE(request);
    const auto issued = from.issue_client(*request, "0193-player", year);
    REQUIRE(issued);
    return *issued;
}

ErrorCode code(const Status& status) {
    REQUIRE_FALSE(status);
    return status.error().code;
}

} // namespace

TEST_CASE("an authority says what it is") {
    const auto root = authority();
    const auto certificate = read_certificate(root.certificate_pem());
    REQUIRE(certificate);
    CHECK(certificate->common_name == "City TLS");
    CHECK(certificate->issuer_common_name == "City TLS");
    CHECK(certificate->authority);
    CHECK(certificate->validity.from == decade.from - 5min);
    CHECK(certificate->validity.to == decade.to);
    CHECK(certificate->public_key_der == root.key().public_key_der());
    CHECK(certificate->fingerprint != Sha256{});
}

TEST_CASE("an authority is loaded only with its own key") {
    const auto root = authority();
    const auto other = authority();
    CHECK(CertificateAuthority::load(root.certificate_pem(), root.key().to_pem()));
    CHECK_FALSE(CertificateAuthority::load(root.certificate_pem(), other.key().to_pem()));
    CHECK_FALSE(CertificateAuthority::load("", root.key().to_pem()));
    const auto leaf_key = key();
    const auto leaf = root.issue_server(leaf_key, std::vector<std::string>{"a"}, year);
    REQUIRE(leaf);
    CHECK_FALSE(CertificateAuthority::load(*leaf, leaf_key.to_pem()));
}

TEST_CASE("a server certificate carries its names and is believed for them") {
    const auto root = authority();
    const auto server = key();
    const std::vector<std::string> names{"manager.example", "10.0.0.7", "fd00::7"};
    const auto issued = root.issue_server(server, names, year);
    REQUIRE(issued);
    const auto certificate = read_certificate(*issued);
    REQUIRE(certificate);
    CHECK(certificate->names == names);
    CHECK(certificate->common_name == "manager.example");
    CHECK_FALSE(certificate->authority);
    const std::vector<std::string> trusted{root.certificate_pem()};
    CHECK(verify_certificate(*issued, trusted, CertificatePurpose::server, now));
    CHECK(code(verify_certificate(*issued, trusted, CertificatePurpose::client, now))
          == ErrorCode::tls_refused);
}

TEST_CASE("a name that could smuggle another one is refused") {
    const auto root = authority();
    const auto server = key();
    for (const char* name : {"a,DNS:b", "", "a b", "a\nb", ".a", "*", "caf\xc3\xa9"}) {
        INFO(name);
        CHECK_FALSE(root.issue_server(server, std::vector<std::string>{name}, year));
    }
    CHECK_FALSE(root.issue_server(server, std::vector<std::string>{}, year));
    CHECK(root.issue_server(server, std::vector<std::string>{"*.screens.example"}, year));
    CHECK(root.issue_server(server, std::vector<std::string>{std::string(70, 'a')}, year));
}

TEST_CASE("a player is named by the manager, not by its request") {
    const auto root = authority();
    const auto device = key();
    const std::string issued = player_certificate(root, device);
    const auto certificate = read_certificate(issued);
    REQUIRE(certificate);
    CHECK(certificate->common_name == "0193-player");
    CHECK(certificate->issuer_common_name == "City TLS");
    CHECK(certificate->public_key_der == device.public_key_der());
    const std::vector<std::string> trusted{root.certificate_pem()};
    CHECK(verify_certificate(issued, trusted, CertificatePurpose::client, now));
    CHECK(code(verify_certificate(issued, trusted, CertificatePurpose::server, now))
          == ErrorCode::tls_refused);
}

TEST_CASE("serials do not repeat") {
    const auto root = authority();
    const auto device = key();
    const auto first = read_certificate(player_certificate(root, device));
    const auto second = read_certificate(player_certificate(root, device));
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->serial != second->serial);
    CHECK(first->serial.size() > 16);
}

TEST_CASE("a certificate is judged at the instant that is given") {
    const auto root = authority();
    const std::string issued = player_certificate(root, key());
    const std::vector<std::string> trusted{root.certificate_pem()};
    const auto judged = [&](Instant when) {
        return verify_certificate(issued, trusted, CertificatePurpose::client, when);
    };
    CHECK(judged(year.from - 5min));
    CHECK(code(judged(year.from - 5min - 1s)) == ErrorCode::not_yet_valid);
    CHECK(judged(year.to - 1s));
    CHECK(code(judged(year.to)) == ErrorCode::expired);
    CHECK(code(judged(at("1970-01-01T00:00:00Z"))) == ErrorCode::not_yet_valid);
}

TEST_CASE("another authority of the same name vouches for nothing") {
    const auto root = authority();
    const auto impostor = authority();
    const std::string issued = player_certificate(impostor, key());
    const std::vector<std::string> trusted{root.certificate_pem()};
    CHECK(code(verify_certificate(issued, trusted, CertificatePurpose::client, now))
          == ErrorCode::tls_refused);
    CHECK(code(verify_certificate(issued, {}, CertificatePurpose::client, now))
          == ErrorCode::tls_refused);
    const std::vector<std::string> both{root.certificate_pem(), impostor.certificate_pem()};
    CHECK(verify_certificate(issued, both, CertificatePurpose::client, now));
}

TEST_CASE("a request that was not signed by its own key is refused") {
    const auto root = authority();
    const auto request = make_certificate_request(key(), "device");
    REQUIRE(request);
    // Turns one character of the signature, near the end of the base64 text.
    std::string forged = *request;
    const std::size_t at_end = forged.find("\n-----END") - 8;
    forged[at_end] = forged[at_end] == 'A' ? 'B' : 'A';
    const auto issued = root.issue_client(forged, "0193-player", year);
    REQUIRE_FALSE(issued);
    CHECK((issued.error().code == ErrorCode::signature_wrong
           || issued.error().code == ErrorCode::malformed));
}

TEST_CASE("only P-256 requests are signed") {
    const auto root = authority();
    const auto request = make_certificate_request(key(SignatureSuite::ed25519), "device");
    REQUIRE(request);
    const auto issued = root.issue_client(*request, "0193-player", year);
    REQUIRE_FALSE(issued);
    CHECK(issued.error().code == ErrorCode::unsupported);
    CHECK_FALSE(root.issue_client("", "0193-player", year));
    CHECK_FALSE(root.issue_client(std::string(20'000, 'x'), "0193-player", year));
}

TEST_CASE("what is not a certificate is malformed") {
    CHECK_FALSE(read_certificate(""));
    CHECK_FALSE(read_certificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"));
    CHECK(code(verify_certificate("x", {}, CertificatePurpose::server, now))
          == ErrorCode::malformed);
}
