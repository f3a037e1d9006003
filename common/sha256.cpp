#include "common/sha256.hpp"

#include <array>
#include <cerrno>
#include <cstdlib>

#include <openssl/evp.h>
#include <unistd.h>

#include "common/file_error.hpp"

namespace marquee {

namespace {

// libcrypto fails to hash only without memory or with a broken installation: nothing above could
// do its work then, so there is no error to hand up.
void must(bool ok) {
    if (!ok) {
        std::abort();
    }
}

} // namespace

Sha256 sha256(std::string_view bytes) {
    Sha256 digest;
    must(EVP_Digest(bytes.data(), bytes.size(), digest.bytes.data(), nullptr, EVP_sha256(), nullptr)
         == 1);
    return digest;
}

void Sha256Stream::Free::operator()(evp_md_ctx_st* context) const {
    EVP_MD_CTX_free(context);
}

Sha256Stream::Sha256Stream() : context_(EVP_MD_CTX_new()) {
    must(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
}

void Sha256Stream::update(std::string_view bytes) {
    must(EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()) == 1);
}

Sha256 Sha256Stream::finish() {
    Sha256 digest;
    must(EVP_DigestFinal_ex(context_.get(), digest.bytes.data(), nullptr) == 1);
    must(EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1);
    return digest;
}

Result<Sha256> sha256_of_file(int descriptor) {
    constexpr std::size_t piece_bytes = 64 * 1024;
    Sha256Stream stream;
    std::string buffer(piece_bytes, '\0');
    off_t offset = 0;
    for (;;) {
        const ssize_t got = ::pread(descriptor, buffer.data(), buffer.size(), offset);
        if (got == 0) {
            return stream.finish();
        }
        if (got > 0) {
            stream.update({buffer.data(), static_cast<std::size_t>(got)});
            offset += got;
        } else if (errno != EINTR) {
            return tl::unexpected(file_error(errno, "read for hashing", {}));
        }
    }
}

} // namespace marquee
