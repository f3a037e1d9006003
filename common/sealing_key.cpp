#include "common/sealing_key.hpp"

#include <stdexcept>

#include "common/durable_file.hpp"
#include "common/openssl_handles.hpp"

namespace marquee {

namespace {

constexpr std::size_t nonce_bytes = 12;
constexpr std::size_t tag_bytes = 16;

using Cipher = std::unique_ptr<EVP_CIPHER_CTX, openssl::Free<EVP_CIPHER_CTX_free>>;

int size_of(std::string_view bytes) {
    return static_cast<int>(bytes.size());
}

tl::unexpected<Error> not_ours() {
    return fail(ErrorCode::digest_wrong, "it was sealed with another key, or changed since");
}

} // namespace

Result<SealingKey> SealingKey::kept_in(const std::filesystem::path& file, Randomness& randomness) {
    if (!std::filesystem::exists(file)) {
        std::string key = random_bytes(randomness, key_bytes);
        return write_durably(file, key).map([&] { return SealingKey(std::move(key)); });
    }
    return read_whole(file, key_bytes + 1).and_then([&](std::string key) -> Result<SealingKey> {
        if (key.size() != key_bytes) {
            return fail(ErrorCode::malformed, "it is not a key for sealing", file.string());
        }
        return SealingKey(std::move(key));
    });
}

std::string SealingKey::seal(std::string_view text, std::string_view about,
                             Randomness& randomness) const {
    const std::string nonce = random_bytes(randomness, nonce_bytes);
    std::string enciphered(text.size(), '\0');
    std::string tag(tag_bytes, '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    const bool done =
        cipher
        && EVP_EncryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, openssl::bytes_of(key_),
                              openssl::bytes_of(nonce))
        && EVP_EncryptUpdate(cipher.get(), nullptr, &written, openssl::bytes_of(about),
                             size_of(about))
        && EVP_EncryptUpdate(cipher.get(), openssl::bytes_of(enciphered), &written,
                             openssl::bytes_of(text), size_of(text))
        && EVP_EncryptFinal_ex(cipher.get(), nullptr, &written)
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_GET_TAG, tag_bytes, tag.data());
    if (!done) {
        throw std::runtime_error("OpenSSL did not encipher: " + openssl::last_reason());
    }
    return nonce + enciphered + tag;
}

Result<std::string> SealingKey::open(std::string_view sealed, std::string_view about) const {
    if (sealed.size() < nonce_bytes + tag_bytes) {
        return not_ours();
    }
    const std::string_view nonce = sealed.substr(0, nonce_bytes);
    const std::string_view enciphered =
        sealed.substr(nonce_bytes, sealed.size() - nonce_bytes - tag_bytes);
    std::string tag(sealed.substr(sealed.size() - tag_bytes));
    std::string text(enciphered.size(), '\0');
    const Cipher cipher(EVP_CIPHER_CTX_new());
    int written = 0;
    const bool done =
        cipher
        && EVP_DecryptInit_ex(cipher.get(), EVP_aes_256_gcm(), nullptr, openssl::bytes_of(key_),
                              openssl::bytes_of(nonce))
        && EVP_DecryptUpdate(cipher.get(), nullptr, &written, openssl::bytes_of(about),
                             size_of(about))
        && EVP_DecryptUpdate(cipher.get(), openssl::bytes_of(text), &written,
                             openssl::bytes_of(enciphered), size_of(enciphered))
        && EVP_CIPHER_CTX_ctrl(cipher.get(), EVP_CTRL_GCM_SET_TAG, tag_bytes, tag.data())
        && EVP_DecryptFinal_ex(cipher.get(), nullptr, &written) > 0;
    return done ? Result<std::string>(std::move(text)) : not_ours();
}

} // namespace marquee
