#include "common/certificate.hpp"

#include <array>
#include <ctime>

#include <arpa/inet.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "common/openssl_handles.hpp"
#include "common/sha256.hpp"

namespace marquee {

namespace {

using openssl::X509Certificate;
using Names = std::unique_ptr<GENERAL_NAMES, openssl::Free<GENERAL_NAMES_free>>;
using Store = std::unique_ptr<X509_STORE, openssl::Free<X509_STORE_free>>;
using StoreContext = std::unique_ptr<X509_STORE_CTX, openssl::Free<X509_STORE_CTX_free>>;

void free_stack(STACK_OF(X509) * stack) {
    sk_X509_pop_free(stack, X509_free);
}
using Stack = std::unique_ptr<STACK_OF(X509), openssl::Free<free_stack>>;

tl::unexpected<Error> malformed(std::string what) {
    openssl::last_reason();
    return fail(ErrorCode::malformed, std::move(what));
}

std::string common_name_of(const X509_NAME* name) {
    const int index = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (index < 0) {
        return {};
    }
    unsigned char* text = nullptr;
    const int size =
        ASN1_STRING_to_UTF8(&text, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, index)));
    std::string value(reinterpret_cast<const char*>(text),
                      size > 0 ? static_cast<std::size_t>(size) : 0);
    OPENSSL_free(text);
    return value;
}

std::string text_of_address(const ASN1_OCTET_STRING* address) {
    std::array<char, INET6_ADDRSTRLEN> text{};
    const int family = ASN1_STRING_length(address) == 4 ? AF_INET : AF_INET6;
    const char* done =
        ::inet_ntop(family, ASN1_STRING_get0_data(address), text.data(), text.size());
    return done != nullptr ? done : "";
}

std::vector<std::string> names_of(const X509* certificate) {
    std::vector<std::string> found;
    const Names names(static_cast<GENERAL_NAMES*>(
        X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
    for (int i = 0; names && i < sk_GENERAL_NAME_num(names.get()); ++i) {
        const GENERAL_NAME* name = sk_GENERAL_NAME_value(names.get(), i);
        if (name->type == GEN_DNS) {
            const ASN1_IA5STRING* text = name->d.dNSName;
            found.emplace_back(reinterpret_cast<const char*>(ASN1_STRING_get0_data(text)),
                               static_cast<std::size_t>(ASN1_STRING_length(text)));
        } else if (name->type == GEN_IPADD) {
            found.push_back(text_of_address(name->d.iPAddress));
        }
    }
    return found;
}

Result<Instant> instant_of(const ASN1_TIME* time) {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) {
        return malformed("a certificate's date cannot be read");
    }
    const std::chrono::year_month_day date{
        std::chrono::year{parts.tm_year + 1900},
        std::chrono::month{static_cast<unsigned>(parts.tm_mon + 1)},
        std::chrono::day{static_cast<unsigned>(parts.tm_mday)}};
    return Instant{std::chrono::sys_days{date}} + std::chrono::hours{parts.tm_hour}
           + std::chrono::minutes{parts.tm_min} + Seconds{parts.tm_sec};
}

std::string serial_of(const X509* certificate) {
    const std::unique_ptr<BIGNUM, openssl::Free<BN_free>> number(
        ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    char* text = number ? BN_bn2hex(number.get()) : nullptr;
    std::string serial = text != nullptr ? text : "";
    OPENSSL_free(text);
    return serial;
}

// Every certificate of the text, in order; empty when one of them cannot be read.
std::vector<X509Certificate> read_all(std::string_view pem) {
    std::vector<X509Certificate> found;
    const openssl::Bio in = openssl::reading(pem);
    while (X509* one = PEM_read_bio_X509(in.get(), nullptr, nullptr, nullptr)) {
        found.emplace_back(one);
    }
    openssl::last_reason();
    return found;
}

Status verdict(int code) {
    if (code == X509_V_OK) {
        return {};
    }
    const std::string reason = X509_verify_cert_error_string(code);
    switch (code) {
    case X509_V_ERR_CERT_HAS_EXPIRED:
        return fail(ErrorCode::expired, reason);
    case X509_V_ERR_CERT_NOT_YET_VALID:
        return fail(ErrorCode::not_yet_valid, reason);
    default:
        return fail(ErrorCode::tls_refused, reason);
    }
}

} // namespace

Result<Certificate> read_certificate(std::string_view pem) {
    const X509Certificate certificate(
        PEM_read_bio_X509(openssl::reading(pem).get(), nullptr, nullptr, nullptr));
    if (!certificate) {
        return malformed("not a certificate in PEM");
    }
    const auto from = instant_of(X509_get0_notBefore(certificate.get()));
    const auto last = instant_of(X509_get0_notAfter(certificate.get()));
    unsigned char* der = nullptr;
    const int size = i2d_X509(certificate.get(), &der);
    if (!from || !last || size <= 0) {
        return malformed("a certificate cannot be read");
    }
    Certificate found;
    found.common_name = common_name_of(X509_get_subject_name(certificate.get()));
    found.issuer_common_name = common_name_of(X509_get_issuer_name(certificate.get()));
    found.names = names_of(certificate.get());
    found.validity = {*from, *last};
    found.fingerprint =
        sha256({reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)});
    OPENSSL_free(der);
    found.serial = serial_of(certificate.get());
    found.public_key_der = openssl::public_key_der(X509_get0_pubkey(certificate.get()));
    found.authority = X509_check_ca(certificate.get()) == 1;
    return found;
}

Status verify_certificate(std::string_view chain_pem, std::span<const std::string> authorities_pem,
                          CertificatePurpose purpose, Instant at) {
    const auto chain = read_all(chain_pem);
    if (chain.empty()) {
        return malformed("not a certificate in PEM");
    }
    const Store store(X509_STORE_new());
    for (const std::string& pem : authorities_pem) {
        for (const X509Certificate& authority : read_all(pem)) {
            X509_STORE_add_cert(store.get(), authority.get());
        }
    }
    const Stack helpers(sk_X509_new_null());
    for (std::size_t i = 1; i < chain.size(); ++i) {
        X509_up_ref(chain[i].get());
        sk_X509_push(helpers.get(), chain[i].get());
    }
    const StoreContext context(X509_STORE_CTX_new());
    if (!store || !context
        || X509_STORE_CTX_init(context.get(), store.get(), chain[0].get(), helpers.get()) != 1) {
        return fail(ErrorCode::internal, "OpenSSL could not check: " + openssl::last_reason());
    }
    X509_VERIFY_PARAM* const rules = X509_STORE_CTX_get0_param(context.get());
    X509_VERIFY_PARAM_set_purpose(rules, purpose == CertificatePurpose::server
                                             ? X509_PURPOSE_SSL_SERVER
                                             : X509_PURPOSE_SSL_CLIENT);
    X509_VERIFY_PARAM_set_time(rules, std::chrono::floor<Seconds>(at).time_since_epoch().count());
    X509_verify_cert(context.get());
    const int code = X509_STORE_CTX_get_error(context.get());
    openssl::last_reason();
    return verdict(code);
}

} // namespace marquee
