// Keeps secrets that must be read again out of what is written: AES-256-GCM (NIST SP 800-38D).
//
// A sealed text is a nonce of 12 random bytes, the text's bytes enciphered, and a tag of 16. What
// it is about is authenticated with it, so a sealed text moved to another row does not open.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "common/random.hpp"
#include "schemas/model/error.hpp"

namespace marquee {

// Any thread.
class SealingKey {
public:
    static constexpr std::size_t key_bytes = 32;

    // The key in `file`; a new one, written there durably as a secret (0600), when there is none.
    // malformed: the file is of another size. Blocks on the disk.
    static Result<SealingKey> kept_in(const std::filesystem::path& file, Randomness& randomness);

    // `key`: key_bytes of them.
    explicit SealingKey(std::string key) : key_(std::move(key)) {}

    std::string seal(std::string_view text, std::string_view about, Randomness& randomness) const;

    // digest_wrong: sealed with another key or about something else, or changed since.
    Result<std::string> open(std::string_view sealed, std::string_view about) const;

private:
    std::string key_;
};

} // namespace marquee
