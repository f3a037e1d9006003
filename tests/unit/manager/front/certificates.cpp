#include "tests/unit/manager/front/certificates.hpp"

#include <memory>
#include <stdexcept>

#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

namespace marquee::manager {

namespace {

template<auto Free>
struct Freed {
    template<typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;

std::string contents(BIO* bio) {
    char* text = nullptr;
    const long size = BIO_get_mem_data(bio, &text);
    return {text, static_cast<std::size_t>(size)};
}

void add_extension(X509* certificate, int nid, const char* value) {
    X509_EXTENSION* extension = X509V3_EXT_conf_nid(nullptr, nullptr, nid, value);
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate blank(const std::string& name, const Validity& validity, EVP_PKEY* key) {
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), X509_VERSION_3);
    std::uint64_t serial = 0;
    RAND_bytes(reinterpret_cast<unsigned char*>(&serial), sizeof serial);
    ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate.get()), serial >> 1);
    const auto seconds = [](Instant instant) {
        return std::chrono::floor<Seconds>(instant).time_since_epoch().count();
    };
    ASN1_TIME_set(X509_getm_notBefore(certificate.get()), seconds(validity.from));
    ASN1_TIME_set(X509_getm_notAfter(certificate.get()), seconds(validity.until));
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(name.c_str()), -1, -1, 0);
    return certificate;
}

Identity signed_by(EVP_PKEY* signer, X509* certificate, EVP_PKEY* key) {
    if (X509_sign(certificate, signer, EVP_sha256()) == 0) {
        throw std::runtime_error("cannot sign a test certificate");
    }
    const Bio certificate_pem(BIO_new(BIO_s_mem()));
    const Bio key_pem(BIO_new(BIO_s_mem()));
    PEM_write_bio_X509(certificate_pem.get(), certificate);
    PEM_write_bio_PrivateKey(key_pem.get(), key, nullptr, nullptr, 0, nullptr, nullptr);
    Identity identity{contents(certificate_pem.get()), contents(key_pem.get()), {}};
    unsigned int size = 0;
    X509_digest(certificate, EVP_sha256(), identity.fingerprint.bytes.data(), &size);
    return identity;
}

} // namespace

Identity make_authority(const std::string& name, const Validity& validity) {
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = blank(name, validity, key.get());
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(certificate.get()));
    add_extension(certificate.get(), NID_basic_constraints, "critical,CA:TRUE");
    add_extension(certificate.get(), NID_key_usage, "critical,keyCertSign");
    return signed_by(key.get(), certificate.get(), key.get());
}

Identity issue(const Identity& authority, const std::string& common_name,
               const Validity& validity) {
    const Bio authority_text(BIO_new_mem_buf(authority.certificate_pem.data(),
                                             static_cast<int>(authority.certificate_pem.size())));
    const Bio key_text(BIO_new_mem_buf(authority.private_key_pem.data(),
                                       static_cast<int>(authority.private_key_pem.size())));
    const Certificate issuer(PEM_read_bio_X509(authority_text.get(), nullptr, nullptr, nullptr));
    const Key signer(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
    const Key key(EVP_EC_gen("P-256"));
    const Certificate certificate = blank(common_name, validity, key.get());
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer.get()));
    add_extension(certificate.get(), NID_ext_key_usage, "serverAuth,clientAuth");
    add_extension(certificate.get(), NID_subject_alt_name, "IP:127.0.0.1");
    return signed_by(signer.get(), certificate.get(), key.get());
}

} // namespace marquee::manager
