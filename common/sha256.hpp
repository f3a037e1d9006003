// Computes SHA-256 (FIPS 180-4): of bytes at hand, of a stream, of an open file.
//
// Plain functions and values; a Sha256Stream belongs to one thread at a time.
#pragma once

#include <memory>
#include <string_view>

#include "schemas/model/sha256.hpp"

struct evp_md_ctx_st; // OpenSSL's EVP_MD_CTX

namespace marquee {

Sha256 sha256(std::string_view bytes);

// Bytes that arrive in pieces.
class Sha256Stream {
public:
    Sha256Stream();

    void update(std::string_view bytes);

    // The digest of everything given so far; the stream is then empty again.
    Sha256 finish();

private:
    struct Free {
        void operator()(evp_md_ctx_st* context) const;
    };
    std::unique_ptr<evp_md_ctx_st, Free> context_;
};

// The whole file behind `descriptor`, from its first byte, whatever the descriptor's offset is; the
// offset does not move. Blocks while it reads. io_failed when the file cannot be read.
Result<Sha256> sha256_of_file(int descriptor);

} // namespace marquee
