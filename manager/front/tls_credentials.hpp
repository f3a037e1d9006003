// What a TLS listener shows and whom it believes.
#pragma once

#include <string>
#include <vector>

namespace marquee::manager {

struct TlsCredentials {
    std::string certificate_chain_pem;           // the server's certificate first
    std::string private_key_pem;                 // of that certificate; P-256 is fastest
    std::vector<std::string> client_authorities; // PEM certificates that may vouch for clients
};

} // namespace marquee::manager
