#include "common/certificate_authority.hpp"

#include <algorithm>

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "common/certificate.hpp"
#include "common/openssl_handles.hpp"
#include "common/public_key.hpp"
#include "schemas/model/limits.hpp"

namespace marquee {

namespace {

using openssl::X509Certificate;
using openssl::X509Request;
using Extension = std::unique_ptr<X509_EXTENSION, openssl::Free<X509_EXTENSION_free>>;

constexpr int serial_bits = 127; // positive, and far over the 64 that CAs must have
constexpr Seconds clock_tolerance{300};

tl::unexpected<Error> defect(std::string_view doing) {
    return fail(ErrorCode::internal,
                "OpenSSL could not " + std::string(doing) + ": " + openssl::last_reason());
}

bool set_common_name(X509_NAME* name, std::string_view text) {
    return X509_NAME_add_entry_by_NID(name, NID_commonName, MBSTRING_UTF8, openssl::bytes_of(text),
                                      static_cast<int>(text.size()), -1, 0)
           == 1;
}

bool set_random_serial(X509* certificate) {
    const std::unique_ptr<BIGNUM, openssl::Free<BN_free>> number(BN_new());
    return number && BN_rand(number.get(), serial_bits, BN_RAND_TOP_ANY, BN_RAND_BOTTOM_ANY) == 1
           && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool set_validity(X509* certificate, Interval validity) {
    const auto seconds = [](Instant instant) {
        return static_cast<time_t>(std::chrono::floor<Seconds>(instant).time_since_epoch().count());
    };
    return ASN1_TIME_set(X509_getm_notBefore(certificate), seconds(validity.from - clock_tolerance))
               != nullptr
           && ASN1_TIME_set(X509_getm_notAfter(certificate), seconds(validity.to)) != nullptr;
}

bool add_extension(X509* certificate, X509* issuer, int kind, const std::string& value) {
    X509V3_CTX context{};
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()));
    return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

// A certificate with everything but names, extensions and signature.
X509Certificate blank(EVP_PKEY* public_key, std::string_view common_name, Interval validity) {
    X509Certificate certificate(X509_new());
    if (!certificate || X509_set_version(certificate.get(), X509_VERSION_3) != 1
        || !set_random_serial(certificate.get()) || !set_validity(certificate.get(), validity)
        || !set_common_name(X509_get_subject_name(certificate.get()), common_name)
        || X509_set_pubkey(certificate.get(), public_key) != 1) {
        certificate.reset();
    }
    return certificate;
}

bool is_address(const std::string& name) {
    in6_addr address{};
    return ::inet_pton(AF_INET, name.c_str(), &address) == 1
           || ::inet_pton(AF_INET6, name.c_str(), &address) == 1;
}

// Letters, digits, '-', '.' and a leading "*.": nothing that could end a name and begin another
// in OpenSSL's own list syntax.
bool is_dns_name(std::string_view name) {
    if (name.starts_with("*.")) {
        name.remove_prefix(2);
    }
    const auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
               || c == '-' || c == '.';
    };
    return !name.empty() && name.size() <= 253 && name.front() != '.'
           && std::all_of(name.begin(), name.end(), allowed);
}

// "DNS:manager.example,IP:10.0.0.1", as X509V3_EXT_conf_nid reads it.
Result<std::string> alternative_names(std::span<const std::string> names) {
    std::string list;
    for (const std::string& name : names) {
        const bool address = is_address(name);
        if (!address && !is_dns_name(name)) {
            return fail(ErrorCode::malformed, "'" + name + "' is neither a DNS name nor an address",
                        {}, {{"name", name}});
        }
        list += (list.empty() ? "" : ",") + std::string(address ? "IP:" : "DNS:") + name;
    }
    if (list.empty()) {
        return fail(ErrorCode::missing_member, "a server certificate needs a name");
    }
    return list;
}

struct Purpose {
    std::string key_usage;
    std::string extended_key_usage;
    std::string names; // may be empty
};

Result<std::string> finish(X509* certificate, X509* issuer, EVP_PKEY* issuer_key,
                           const Purpose& purpose) {
    if (X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) != 1
        || !add_extension(certificate, issuer, NID_basic_constraints, "critical,CA:FALSE")
        || !add_extension(certificate, issuer, NID_key_usage, purpose.key_usage)
        || !add_extension(certificate, issuer, NID_ext_key_usage, purpose.extended_key_usage)
        || !add_extension(certificate, issuer, NID_subject_key_identifier, "hash")
        || !add_extension(certificate, issuer, NID_authority_key_identifier, "keyid:always")
        || (!purpose.names.empty()
            && !add_extension(certificate, issuer, NID_subject_alt_name, purpose.names))
        || X509_sign(certificate, issuer_key, EVP_sha256()) == 0) {
        return defect("issue a certificate");
    }
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(out.get(), certificate) != 1) {
        return defect("write a certificate");
    }
    return openssl::contents(out);
}

X509Certificate parse(const std::string& pem) {
    return X509Certificate(
        PEM_read_bio_X509(openssl::reading(pem).get(), nullptr, nullptr, nullptr));
}

// A request that is signed with the P-256 key it is for.
Result<X509Request> proven_request(std::string_view request_pem) {
    if (request_pem.size() > limits::certificate_request_bytes_max) {
        return fail(ErrorCode::too_large, "a certificate request is short");
    }
    X509Request request(
        PEM_read_bio_X509_REQ(openssl::reading(request_pem).get(), nullptr, nullptr, nullptr));
    EVP_PKEY* const key = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
    if (key == nullptr) {
        openssl::last_reason();
        return fail(ErrorCode::malformed, "not a certificate request in PEM");
    }
    if (openssl::suite_of(key) != SignatureSuite::ecdsa_p256_sha256) {
        return fail(ErrorCode::unsupported, "a player's key is ECDSA on P-256");
    }
    if (X509_REQ_verify(request.get(), key) != 1) {
        openssl::last_reason();
        return fail(ErrorCode::signature_wrong,
                    "the certificate request is not signed by its own key");
    }
    return request;
}

} // namespace

CertificateAuthority::CertificateAuthority(std::string certificate_pem, PrivateKey key)
    : certificate_pem_(std::move(certificate_pem)), key_(std::move(key)) {}

Result<CertificateAuthority> CertificateAuthority::create(std::string_view common_name,
                                                          Interval validity) {
    auto key = PrivateKey::generate(SignatureSuite::ecdsa_p256_sha256);
    if (!key) {
        return tl::unexpected(key.error());
    }
    const X509Certificate root = blank(key->handle(), common_name, validity);
    if (!root || X509_set_issuer_name(root.get(), X509_get_subject_name(root.get())) != 1
        || !add_extension(root.get(), root.get(), NID_basic_constraints,
                          "critical,CA:TRUE,pathlen:0")
        || !add_extension(root.get(), root.get(), NID_key_usage, "critical,keyCertSign,cRLSign")
        || !add_extension(root.get(), root.get(), NID_subject_key_identifier, "hash")
        || X509_sign(root.get(), key->handle(), EVP_sha256()) == 0) {
        return defect("make an authority");
    }
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509(out.get(), root.get()) != 1) {
        return defect("write a certificate");
    }
    return CertificateAuthority(openssl::contents(out), std::move(*key));
}

Result<CertificateAuthority> CertificateAuthority::load(std::string certificate_pem,
                                                        std::string_view key_pem) {
    const auto certificate = read_certificate(certificate_pem);
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    auto key = PrivateKey::from_pem(key_pem);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!certificate->authority || certificate->public_key_der != key->public_key_der()) {
        return fail(ErrorCode::malformed,
                    "the certificate is no authority, or its key is another one");
    }
    return CertificateAuthority(std::move(certificate_pem), std::move(*key));
}

Result<std::string> CertificateAuthority::issue_server(const PrivateKey& key,
                                                       std::span<const std::string> names,
                                                       Interval validity) const {
    auto list = alternative_names(names);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const X509Certificate issuer = parse(certificate_pem_);
    // A common name holds 64 characters; clients look at the alternative names anyway.
    const X509Certificate leaf = blank(
        key.handle(), names.front().size() <= 64 ? names.front() : "marquee-manager", validity);
    if (!issuer || !leaf) {
        return defect("make a certificate");
    }
    return finish(leaf.get(), issuer.get(), key_.handle(),
                  {"critical,digitalSignature", "serverAuth", std::move(*list)});
}

Result<std::string> CertificateAuthority::issue_client(std::string_view request_pem,
                                                       std::string_view common_name,
                                                       Interval validity) const {
    const Result<X509Request> request = proven_request(request_pem);
    if (!request) {
        return tl::unexpected(request.error());
    }
    EVP_PKEY* const key = X509_REQ_get0_pubkey(request->get());
    const X509Certificate issuer = parse(certificate_pem_);
    const X509Certificate leaf = blank(key, common_name, validity);
    if (!issuer || !leaf) {
        return defect("make a certificate");
    }
    return finish(leaf.get(), issuer.get(), key_.handle(),
                  {"critical,digitalSignature", "clientAuth", {}});
}

Result<std::string> certificate_request_key(std::string_view request_pem) {
    return proven_request(request_pem).map([](const X509Request& request) {
        return openssl::public_key_der(X509_REQ_get0_pubkey(request.get()));
    });
}

Result<std::string> make_certificate_request(const PrivateKey& key, std::string_view common_name) {
    const X509Request request(X509_REQ_new());
    if (!request || X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) != 1
        || !set_common_name(X509_REQ_get_subject_name(request.get()), common_name)
        || X509_REQ_set_pubkey(request.get(), key.handle()) != 1
        || X509_REQ_sign(request.get(), key.handle(),
                         key.suite() == SignatureSuite::ed25519 ? nullptr : EVP_sha256())
               == 0) {
        return defect("make a certificate request");
    }
    const openssl::Bio out(BIO_new(BIO_s_mem()));
    if (PEM_write_bio_X509_REQ(out.get(), request.get()) != 1) {
        return defect("write a certificate request");
    }
    return openssl::contents(out);
}

} // namespace marquee
