// The manager's own certificate authority: vouches for the manager to players and for players to
// the manager. P-256, SHA-256, X.509 v3 (RFC 5280).
//
// Issued certificates begin five minutes before `from`, because clocks differ. Serials are 127
// random bits. Pure computation, any thread.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "common/signature.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

class CertificateAuthority {
public:
    // A self-signed root with a path length of zero: it signs leaves only.
    static Result<CertificateAuthority> create(std::string_view common_name, Interval validity);

    // malformed when they do not belong together or the certificate is no authority.
    static Result<CertificateAuthority> load(std::string certificate_pem, std::string_view key_pem);

    const std::string& certificate_pem() const { return certificate_pem_; }
    const PrivateKey& key() const { return key_; } // a secret, to be stored

    // A server certificate for the public half of `key` (P-256). Names that parse as IPv4 or IPv6
    // addresses become IP names, all others DNS names; the first one is also the common name.
    Result<std::string> issue_server(const PrivateKey& key, std::span<const std::string> names,
                                     Interval validity) const;

    // A client certificate for the key of a PKCS #10 request made elsewhere. The request proves the
    // key by its own signature; only P-256 is taken; everything else it asks for is ignored.
    // Errors: malformed, signature_wrong, unsupported (another kind of key).
    Result<std::string> issue_client(std::string_view request_pem, std::string_view common_name,
                                     Interval validity) const;

private:
    CertificateAuthority(std::string certificate_pem, PrivateKey key);

    std::string certificate_pem_;
    PrivateKey key_;
};

// DER of the public key that a request is for and is signed with. Fails as issue_client does.
Result<std::string> certificate_request_key(std::string_view request_pem);

// A PKCS #10 request (RFC 2986) for the public half of `key`, made on the device.
Result<std::string> make_certificate_request(const PrivateKey& key, std::string_view common_name);

} // namespace marquee
