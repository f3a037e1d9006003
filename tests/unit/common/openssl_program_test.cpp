// The openssl command line as a second opinion: it shares the library with us, but neither our
// encoding of signatures nor our use of it.
#include <catch2/catch.hpp>

#include "common/certificate_authority.hpp"
#include "common/child_process.hpp"
#include "common/durable_file.hpp"
#include "common/signature.hpp"
#include "tests/fakes/temporary_directory.hpp"

using namespace marquee;

namespace {

const Interval validity{*instant_from_rfc3339("2026-01-01T00:00:00Z"),
                        *instant_from_rfc3339("2036-01-01T00:00:00Z")};
constexpr auto while_valid = "1795262400";   // 2026-11-21T12:00:00Z
constexpr auto after_the_end = "2082844800"; // 2036-01-02T00:00:00Z

// openssl with files of its own.
struct OpenSsl {
    TemporaryDirectory directory;

    std::string file(const std::string& name) const { return (directory.path() / name).string(); }

    std::string put(const std::string& name, std::string_view bytes) const {
        REQUIRE(write_durably(file(name), bytes));
        return file(name);
    }

    std::string get(const std::string& name) const {
        const auto bytes = read_whole(file(name), 100'000);
        REQUIRE(bytes);
        return *bytes;
    }

    ChildRun run(std::vector<std::string> arguments) const {
        ChildPlan plan{.program = "openssl", .arguments = std::move(arguments)};
        const SystemClock system_time;
        auto done = run_child(plan, "", {}, system_time);
        if (!done) {
            FAIL(to_string(done.error()));
        }
        UNSCOPED_INFO(done->output << done->errors);
        return std::move(*done);
    }

    // The public half of a key, as openssl extracts it.
    std::string public_key(const PrivateKey& key) const {
        put("key.pem", key.to_pem());
        REQUIRE(run({"pkey", "-in", file("key.pem"), "-pubout", "-out", file("public.pem")})
                    .exit.clean());
        return file("public.pem");
    }
};

// DER of SEQUENCE { INTEGER r, INTEGER s } (X.690), written apart from the product's way.
std::string der_of(const std::string& raw) {
    std::string body;
    for (const std::string& half : {raw.substr(0, 32), raw.substr(32)}) {
        std::string number = half.substr(std::min(half.find_first_not_of('\0'), half.size() - 1));
        if ((number[0] & 0x80) != 0) {
            number.insert(0, 1, '\0');
        }
        body += '\x02';
        body += static_cast<char>(number.size());
        body += number;
    }
    return std::string("\x30") + static_cast<char>(body.size()) + body;
}

// And back.
std::string raw_of(const std::string& der) {
    std::string raw;
    std::size_t at = 2;
    for (int i = 0; i < 2; ++i) {
        const auto size = static_cast<std::size_t>(der[at + 1]);
        std::string number = der.substr(at + 2, size);
        number.erase(0, number.size() > 32 ? number.size() - 32 : 0);
        raw += std::string(32 - number.size(), '\0') + number;
        at += 2 + size;
    }
    return raw;
}

PrivateKey make_key(SignatureSuite suite) {
    auto key = PrivateKey::generate(suite);
    REQUIRE(key);
    return std::move(*key);
}

} // namespace

TEST_CASE("openssl verifies our ECDSA signatures and we verify its") {
    const OpenSsl openssl;
    const PrivateKey key = make_key(SignatureSuite::ecdsa_p256_sha256);
    const std::string message = pre_authentication_encoding("type", "陌生来电要提防");
    openssl.put("message", message);
    openssl.put("signature", der_of(*key.sign(message)));
    const std::string public_key = openssl.public_key(key);
    CHECK(openssl
              .run({"dgst", "-sha256", "-verify", public_key, "-signature",
                    openssl.file("signature"), openssl.file("message")})
              .output
          == "Verified OK\n");
    REQUIRE(openssl
                .run({"dgst", "-sha256", "-sign", openssl.file("key.pem"), "-out",
                      openssl.file("theirs"), openssl.file("message")})
                .exit.clean());
    CHECK(verify_signature(trusted_key(key, {}), message, raw_of(openssl.get("theirs"))));
}

TEST_CASE("openssl verifies our Ed25519 signatures and we verify its") {
    const OpenSsl openssl;
    const PrivateKey key = make_key(SignatureSuite::ed25519);
    const std::string message = "心莫贪,擦亮眼";
    openssl.put("message", message);
    openssl.put("signature", *key.sign(message));
    const std::string public_key = openssl.public_key(key);
    CHECK(openssl
              .run({"pkeyutl", "-verify", "-pubin", "-inkey", public_key, "-rawin", "-in",
                    openssl.file("message"), "-sigfile", openssl.file("signature")})
              .exit.clean());
    REQUIRE(openssl
                .run({"pkeyutl", "-sign", "-inkey", openssl.file("key.pem"), "-rawin", "-in",
                      openssl.file("message"), "-out", openssl.file("theirs")})
                .exit.clean());
    CHECK(verify_signature(trusted_key(key, {}), message, openssl.get("theirs")));
}

TEST_CASE("openssl reads the same key id and takes our keys as they are") {
    const OpenSsl openssl;
    for (const auto suite : {SignatureSuite::ecdsa_p256_sha256, SignatureSuite::ed25519}) {
        const PrivateKey key = make_key(suite);
        openssl.public_key(key);
        REQUIRE(openssl
                    .run({"pkey", "-pubin", "-in", openssl.file("public.pem"), "-outform", "DER",
                          "-out", openssl.file("public.der")})
                    .exit.clean());
        const std::string line =
            openssl.run({"dgst", "-sha256", "-r", openssl.file("public.der")}).output;
        CHECK(line.substr(0, 64) == key.id());
    }
}

TEST_CASE("openssl believes our certificates, for their purpose and in their time") {
    const OpenSsl openssl;
    const auto root = CertificateAuthority::create("City TLS", validity);
    REQUIRE(root);
    const PrivateKey server = make_key(SignatureSuite::ecdsa_p256_sha256);
    const PrivateKey device = make_key(SignatureSuite::ecdsa_p256_sha256);
    const auto issued = root->issue_server(
        server, std::vector<std::string>{"manager.example", "10.0.0.7"}, validity);
    const auto request = make_certificate_request(device, "device");
    REQUIRE(request);
    const auto player = root->issue_client(*request, "0193-player", validity);
    REQUIRE(issued);
    REQUIRE(player);
    openssl.put("root.pem", root->certificate_pem());
    openssl.put("server.pem", *issued);
    openssl.put("player.pem", *player);
    openssl.put("request.pem", *request);

    const auto believed = [&](const char* purpose, const char* name, const char* time) {
        return openssl
            .run({"verify", "-x509_strict", "-CAfile", openssl.file("root.pem"), "-purpose",
                  purpose, "-attime", time, openssl.file(name)})
            .exit.clean();
    };
    CHECK(believed("sslserver", "server.pem", while_valid));
    CHECK(believed("sslclient", "player.pem", while_valid));
    CHECK_FALSE(believed("sslclient", "server.pem", while_valid));
    CHECK_FALSE(believed("sslserver", "player.pem", while_valid));
    CHECK_FALSE(believed("sslserver", "server.pem", after_the_end));

    const std::string text =
        openssl
            .run({"x509", "-in", openssl.file("server.pem"), "-noout", "-subject", "-ext",
                  "subjectAltName", "-checkhost", "manager.example", "-checkip", "10.0.0.8"})
            .output;
    CHECK(text.find("subject=CN = manager.example") != std::string::npos);
    CHECK(text.find("DNS:manager.example, IP Address:10.0.0.7") != std::string::npos);
    CHECK(text.find("Hostname manager.example does match") != std::string::npos);
    CHECK(text.find("IP 10.0.0.8 does NOT match") != std::string::npos);
    CHECK(openssl.run({"x509", "-in", openssl.file("player.pem"), "-noout", "-subject"}).output
          == "subject=CN = 0193-player\n");
    CHECK(
        openssl.run({"req", "-in", openssl.file("request.pem"), "-verify", "-noout"}).exit.clean());
}
