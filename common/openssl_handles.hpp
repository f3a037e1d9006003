// OpenSSL objects that free themselves. For the .cpp files of this folder only.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include <openssl/bio.h>
#include <openssl/ecdsa.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

namespace marquee::openssl {

template<auto free_object>
struct Free {
    template<typename Object>
    void operator()(Object* object) const {
        free_object(object);
    }
};

using Bio = std::unique_ptr<BIO, Free<BIO_free_all>>;
using PublicKey = std::unique_ptr<EVP_PKEY, Free<EVP_PKEY_free>>;
using KeyContext = std::unique_ptr<EVP_PKEY_CTX, Free<EVP_PKEY_CTX_free>>;
using DigestContext = std::unique_ptr<EVP_MD_CTX, Free<EVP_MD_CTX_free>>;
using EcdsaSignature = std::unique_ptr<ECDSA_SIG, Free<ECDSA_SIG_free>>;
using X509Certificate = std::unique_ptr<X509, Free<X509_free>>;
using X509Request = std::unique_ptr<X509_REQ, Free<X509_REQ_free>>;

inline const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

inline unsigned char* bytes_of(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}

// A BIO that reads `text`, which must outlive it.
inline Bio reading(std::string_view text) {
    return Bio(BIO_new_mem_buf(text.data(), static_cast<int>(text.size())));
}

// What was written to a memory BIO.
inline std::string contents(const Bio& bio) {
    char* start = nullptr;
    const long size = BIO_get_mem_data(bio.get(), &start);
    return std::string(start, static_cast<std::size_t>(size));
}

// DER of the public half of a key; empty without memory.
std::string public_key_der(EVP_PKEY* key);

// Forgets OpenSSL's queue of this thread and returns its last reason, for logs.
std::string last_reason();

} // namespace marquee::openssl
