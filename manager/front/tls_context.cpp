#include "manager/front/tls_context.hpp"

#include <array>
#include <string_view>

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

namespace marquee::manager {

namespace {

template<auto Free>
struct Freed {
    template<typename T>
    void operator()(T* object) const {
        Free(object);
    }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free_all>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;

Bio reading(std::string_view text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// A passphrase is never asked for on the terminal.
int no_passphrase(char*, int, int, void*) {
    return 0;
}

Certificate next_certificate(BIO* bio) {
    return Certificate(PEM_read_bio_X509(bio, nullptr, no_passphrase, nullptr));
}

bool use_chain(SSL_CTX* context, const std::string& pem) {
    const Bio bio = reading(pem);
    const Certificate leaf = next_certificate(bio.get());
    if (!leaf || SSL_CTX_use_certificate(context, leaf.get()) != 1) {
        return false;
    }
    while (const Certificate next = next_certificate(bio.get())) {
        if (SSL_CTX_add1_chain_cert(context, next.get()) != 1) {
            return false;
        }
    }
    ERR_clear_error(); // the end of the PEM text is an error to OpenSSL
    return true;
}

bool use_key(SSL_CTX* context, const std::string& pem) {
    const Bio bio = reading(pem);
    const Key key(PEM_read_bio_PrivateKey(bio.get(), nullptr, no_passphrase, nullptr));
    return key && SSL_CTX_use_PrivateKey(context, key.get()) == 1
           && SSL_CTX_check_private_key(context) == 1;
}

bool trust_authority(SSL_CTX* context, const std::string& pem) {
    const Bio bio = reading(pem);
    const Certificate authority = next_certificate(bio.get());
    return authority && X509_STORE_add_cert(SSL_CTX_get_cert_store(context), authority.get()) == 1
           && SSL_CTX_add_client_CA(context, authority.get()) == 1;
}

// RFC 7301: a client that names protocols and not ours is refused.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* chosen_size,
                    const unsigned char* offered, unsigned int offered_size, void*) {
    static constexpr std::array<unsigned char, 9> ours{8, 'h', 't', 't', 'p', '/', '1', '.', '1'};
    unsigned char* match = nullptr;
    if (SSL_select_next_proto(&match, chosen_size, ours.data(), ours.size(), offered, offered_size)
        != OPENSSL_NPN_NEGOTIATED) {
        return SSL_TLSEXT_ERR_ALERT_FATAL;
    }
    *chosen = match;
    return SSL_TLSEXT_ERR_OK;
}

void set_manners(SSL_CTX* context) {
    static constexpr std::string_view session_context = "marquee";
    SSL_CTX_set_min_proto_version(context, TLS1_2_VERSION);
    SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20"); // of TLS 1.2
    SSL_CTX_set1_groups_list(context, "P-256:X25519:P-384");
    SSL_CTX_set_options(context, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION);
    // Idle sessions keep no buffers; a blocked write may be repeated from another address.
    SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF); // tickets need no cache
    SSL_CTX_set_num_tickets(context, 1);
    SSL_CTX_set_session_id_context(context,
                                   reinterpret_cast<const unsigned char*>(session_context.data()),
                                   session_context.size());
    SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

tl::unexpected<Error> unusable(const char* member) {
    ERR_clear_error();
    return fail(ErrorCode::malformed, "TLS credentials cannot be used", member);
}

std::string common_name(const X509* certificate) {
    X509_NAME* subject = X509_get_subject_name(certificate);
    const int index = X509_NAME_get_index_by_NID(subject, NID_commonName, -1);
    if (index < 0) {
        return {};
    }
    unsigned char* text = nullptr;
    const ASN1_STRING* value = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, index));
    const int size = ASN1_STRING_to_UTF8(&text, value);
    if (size < 0) {
        return {};
    }
    std::string name(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    OPENSSL_free(text);
    return name;
}

} // namespace

Result<std::shared_ptr<const TlsContext>> TlsContext::make(const TlsCredentials& credentials) {
    Handle context(SSL_CTX_new(TLS_server_method()));
    if (!context) {
        return fail(ErrorCode::internal, "out of memory for a TLS context");
    }
    set_manners(context.get());
    if (!use_chain(context.get(), credentials.certificate_chain_pem)) {
        return unusable("certificate_chain_pem");
    }
    if (!use_key(context.get(), credentials.private_key_pem)) {
        return unusable("private_key_pem");
    }
    for (const std::string& authority : credentials.client_authorities) {
        if (!trust_authority(context.get(), authority)) {
            return unusable("client_authorities");
        }
    }
    if (!credentials.client_authorities.empty()) {
        SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
    }
    return std::make_shared<const TlsContext>(std::move(context));
}

TlsSession TlsContext::open(int socket, Instant verify_at) const {
    TlsSession session(SSL_new(context_.get()));
    if (!session || SSL_set_fd(session.get(), socket) != 1) {
        ERR_clear_error();
        return nullptr;
    }
    SSL_set_accept_state(session.get());
    X509_VERIFY_PARAM_set_time(SSL_get0_param(session.get()),
                               std::chrono::floor<Seconds>(verify_at).time_since_epoch().count());
    return session;
}

std::optional<ClientCertificate> verified_client(const SSL& session) {
    const X509* certificate = SSL_get0_peer_certificate(&session);
    if (certificate == nullptr || SSL_get_verify_result(&session) != X509_V_OK) {
        return std::nullopt;
    }
    ClientCertificate client;
    client.common_name = common_name(certificate);
    unsigned int size = 0;
    if (X509_digest(certificate, EVP_sha256(), client.fingerprint.bytes.data(), &size) != 1) {
        return std::nullopt;
    }
    return client;
}

} // namespace marquee::manager
