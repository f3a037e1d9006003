#include "player/sync/tls_context.hpp"

#include <memory>

#include <Poco/AutoPtr.h>
#include <Poco/Exception.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace marquee::player {
namespace {

struct OpenSslFree {
    void operator()(BIO* bio) const { BIO_free(bio); }
    void operator()(X509* certificate) const { X509_free(certificate); }
    void operator()(EVP_PKEY* key) const { EVP_PKEY_free(key); }
};

template<typename T>
using Owned = std::unique_ptr<T, OpenSslFree>;

Owned<BIO> reading(const std::string& text) {
    return Owned<BIO>(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

Owned<X509> next_certificate(BIO* bio) {
    return Owned<X509>(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr));
}

Status trust_only(SSL_CTX* context, const std::vector<std::string>& authorities) {
    X509_STORE* store = SSL_CTX_get_cert_store(context);
    for (const std::string& pem : authorities) {
        const Owned<BIO> bio = reading(pem);
        const Owned<X509> authority = next_certificate(bio.get());
        if (!authority || X509_STORE_add_cert(store, authority.get()) != 1) {
            ERR_clear_error();
            return fail(ErrorCode::malformed, "a pinned TLS authority does not parse");
        }
    }
    return {};
}

Status speak_as(SSL_CTX* context, const LinkIdentity& identity) {
    const auto refuse = [](const char* why) {
        ERR_clear_error();
        return fail(ErrorCode::malformed, why);
    };
    const Owned<BIO> certificates = reading(identity.certificate_pem);
    const Owned<X509> own = next_certificate(certificates.get());
    if (!own || SSL_CTX_use_certificate(context, own.get()) != 1) {
        return refuse("the device certificate does not parse");
    }
    while (const Owned<X509> above = next_certificate(certificates.get())) {
        if (SSL_CTX_add1_chain_cert(context, above.get()) != 1) {
            return refuse("the device certificate's chain is not usable");
        }
    }
    ERR_clear_error(); // the end of the chain is reported as an error
    const Owned<BIO> key_text = reading(identity.private_key_pem);
    const Owned<EVP_PKEY> key(PEM_read_bio_PrivateKey(key_text.get(), nullptr, nullptr, nullptr));
    if (!key || SSL_CTX_use_PrivateKey(context, key.get()) != 1
        || SSL_CTX_check_private_key(context) != 1) {
        return refuse("the device key does not parse or does not fit its certificate");
    }
    return {};
}

// The time is only a lower bound, so a certificate may well have begun by now.
int accept_not_yet_valid(int accepted, X509_STORE_CTX* chain) {
    if (accepted == 0 && X509_STORE_CTX_get_error(chain) == X509_V_ERR_CERT_NOT_YET_VALID) {
        X509_STORE_CTX_set_error(chain, X509_V_OK);
        return 1;
    }
    return accepted;
}

Status check_server(SSL_CTX* context, const LinkIdentity& identity, const std::string& host) {
    X509_VERIFY_PARAM* rules = SSL_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(
        rules, std::chrono::floor<std::chrono::seconds>(identity.time).time_since_epoch().count());
    X509_VERIFY_PARAM_set_flags(rules, X509_V_FLAG_PARTIAL_CHAIN);
    if (X509_VERIFY_PARAM_set1_ip_asc(rules, host.c_str()) != 1) { // not an address: a name
        ERR_clear_error();
        X509_VERIFY_PARAM_set_hostflags(rules, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
        if (X509_VERIFY_PARAM_set1_host(rules, host.c_str(), host.size()) != 1) {
            return fail(ErrorCode::malformed, "not a host name", host);
        }
    }
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER,
                       identity.bound == TimeBound::floor ? &accept_not_yet_valid : nullptr);
    return {};
}

} // namespace

Result<Poco::Net::Context::Ptr> make_tls_context(const LinkIdentity& identity,
                                                 const std::string& host) {
    using Poco::Net::Context;
    try {
        Context::Params params;
        params.loadDefaultCAs = false;
        params.verificationMode =
            identity.authorities.empty() ? Context::VERIFY_NONE : Context::VERIFY_STRICT;
        Context::Ptr context = Poco::makeAuto<Context>(Context::TLS_CLIENT_USE, params);
        context->requireMinimumProtocol(Context::PROTO_TLSV1_2);
        // The name is checked inside the handshake (check_server), not again by POCO's lookup.
        context->enableExtendedCertificateVerification(false);
        SSL_CTX* ssl = context->sslContext();
        if (!identity.authorities.empty()) {
            if (Status status = trust_only(ssl, identity.authorities); !status) {
                return tl::unexpected(status.error());
            }
            if (Status status = check_server(ssl, identity, host); !status) {
                return tl::unexpected(status.error());
            }
        }
        if (!identity.certificate_pem.empty()) {
            if (Status status = speak_as(ssl, identity); !status) {
                return tl::unexpected(status.error());
            }
        }
        return context;
    } catch (const Poco::Exception& problem) {
        return fail(ErrorCode::internal, "TLS cannot be set up: " + problem.displayText());
    }
}

} // namespace marquee::player
