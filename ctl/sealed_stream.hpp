// A file that only its passphrase opens, written and read from its beginning to its end.
//
// Key: Argon2id (RFC 9106) of the passphrase. Content: libsodium's secretstream, XChaCha20 and
// Poly1305 over pieces of a mebibyte, so that a change, an exchange and a cut anywhere are found.
// docs/operations.md has the layout, byte by byte. One thread.
#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "schemas/model/error.hpp"

namespace marquee::ctl {

class SealedOutput {
public:
    // `path` appears when finish() has succeeded, and replaces what is there. Blocks for the second
    // that the key takes. busy: no memory for it.
    static Result<SealedOutput> create(const std::filesystem::path& path,
                                       std::string_view passphrase);
    SealedOutput(SealedOutput&&) noexcept;
    ~SealedOutput(); // unfinished: leaves no trace

    Status write(std::string_view bytes);

    // Once; nothing may be written afterwards.
    Status finish();

private:
    struct Inside;
    explicit SealedOutput(std::unique_ptr<Inside> inside);
    Status seal(std::string_view piece, bool last);

    std::unique_ptr<Inside> inside_;
};

class SealedInput {
public:
    // unknown_format: no backup, or of another version; not_found; busy.
    static Result<SealedInput> open(const std::filesystem::path& path, std::string_view passphrase);
    SealedInput(SealedInput&&) noexcept;
    ~SealedInput();

    // The next bytes, `bytes_max` at most and one at least; empty at the end, which is there only
    // when all before was whole. wrong_credentials: the passphrase is another one; digest_wrong:
    // changed or cut.
    Result<std::string> read(std::size_t bytes_max);

private:
    struct Inside;
    explicit SealedInput(std::unique_ptr<Inside> inside);
    Status unseal();

    std::unique_ptr<Inside> inside_;
};

} // namespace marquee::ctl
