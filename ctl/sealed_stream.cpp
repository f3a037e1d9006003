#include "ctl/sealed_stream.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <fstream>
#include <span>
#include <utility>

#include <sodium.h>

#include "common/durable_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::ctl {

namespace {

constexpr std::string_view format = "marquee-backup/1";
constexpr std::size_t salt_at = 16;
constexpr std::size_t work_at = salt_at + crypto_pwhash_SALTBYTES;
constexpr std::size_t stream_at = work_at + 12;
constexpr std::size_t head_bytes = stream_at + crypto_secretstream_xchacha20poly1305_HEADERBYTES;
constexpr std::size_t piece_bytes = limits::MiB;
constexpr std::size_t sealed_bytes_max = piece_bytes + crypto_secretstream_xchacha20poly1305_ABYTES;
constexpr std::size_t length_bytes = 4;
// A forged head must not have us work for hours or take all memory.
constexpr std::uint64_t passes_max = 10;
constexpr std::uint64_t memory_bytes_max = 1'024 * limits::MiB;

using Head = std::array<unsigned char, head_bytes>;
using Key = std::array<unsigned char, crypto_secretstream_xchacha20poly1305_KEYBYTES>;
using State = crypto_secretstream_xchacha20poly1305_state;

const unsigned char* bytes_of(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string_view text_of(std::span<const unsigned char> bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

void put_number(std::span<unsigned char> into, std::uint64_t value) {
    for (std::size_t i = into.size(); i > 0; --i, value >>= 8) {
        into[i - 1] = static_cast<unsigned char>(value & 0xFF);
    }
}

std::uint64_t number_in(std::span<const unsigned char> bytes) {
    std::uint64_t value = 0;
    for (const unsigned char byte : bytes) {
        value = value << 8 | byte;
    }
    return value;
}

Result<Key> key_of(std::string_view passphrase, const Head& head) {
    const std::span all(head);
    const std::uint64_t passes = number_in(all.subspan(work_at, 4));
    const std::uint64_t memory = number_in(all.subspan(work_at + 4, 8));
    if (passes > passes_max || memory > memory_bytes_max) {
        return fail(ErrorCode::unknown_format, "the backup's head asks for too much work");
    }
    Key key{};
    if (crypto_pwhash(key.data(), key.size(), passphrase.data(), passphrase.size(),
                      all.subspan(salt_at).data(), passes, memory, crypto_pwhash_ALG_ARGON2ID13)
        != 0) {
        return fail(ErrorCode::busy, "there is no memory to make a key of the passphrase");
    }
    return key;
}

tl::unexpected<Error> no_library() {
    return fail(ErrorCode::internal, "the cryptographic library does not start");
}

} // namespace

struct SealedOutput::Inside {
    DurableFile file;
    Head head{};
    State state{};
    std::string waiting{};
};

SealedOutput::SealedOutput(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SealedOutput::SealedOutput(SealedOutput&&) noexcept = default;
SealedOutput::~SealedOutput() = default;

Result<SealedOutput> SealedOutput::create(const std::filesystem::path& path,
                                          std::string_view passphrase) {
    if (sodium_init() < 0) {
        return no_library();
    }
    auto file = DurableFile::create(path);
    if (!file) {
        return tl::unexpected<Error>(file.error());
    }
    auto inside = std::make_unique<Inside>(Inside{*std::move(file)});
    const std::span head(inside->head);
    std::copy(format.begin(), format.end(), head.begin());
    randombytes_buf(head.subspan(salt_at).data(), crypto_pwhash_SALTBYTES);
    put_number(head.subspan(work_at, 4), crypto_pwhash_OPSLIMIT_MODERATE);
    put_number(head.subspan(work_at + 4, 8), crypto_pwhash_MEMLIMIT_MODERATE);
    auto key = key_of(passphrase, inside->head);
    if (!key) {
        return tl::unexpected<Error>(key.error());
    }
    crypto_secretstream_xchacha20poly1305_init_push(&inside->state, head.subspan(stream_at).data(),
                                                    key->data());
    sodium_memzero(key->data(), key->size());
    return inside->file.write(text_of(inside->head)).map([&] {
        return SealedOutput(std::move(inside));
    });
}

Status SealedOutput::seal(std::string_view piece, bool last) {
    std::string sealed(length_bytes + piece.size() + crypto_secretstream_xchacha20poly1305_ABYTES,
                       '\0');
    auto* const out = reinterpret_cast<unsigned char*>(sealed.data());
    put_number({out, length_bytes}, sealed.size() - length_bytes);
    crypto_secretstream_xchacha20poly1305_push(
        &inside_->state, out + length_bytes, nullptr, bytes_of(piece), piece.size(),
        inside_->head.data(), inside_->head.size(),
        last ? crypto_secretstream_xchacha20poly1305_TAG_FINAL
             : crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
    return inside_->file.write(sealed);
}

Status SealedOutput::write(std::string_view bytes) {
    while (!bytes.empty()) {
        const std::size_t more = std::min(bytes.size(), piece_bytes - inside_->waiting.size());
        inside_->waiting += bytes.substr(0, more);
        bytes.remove_prefix(more);
        if (inside_->waiting.size() == piece_bytes) {
            if (Status sealed = seal(inside_->waiting, false); !sealed) {
                return sealed;
            }
            inside_->waiting.clear();
        }
    }
    return {};
}

Status SealedOutput::finish() {
    return seal(inside_->waiting, true).and_then([&] { return inside_->file.commit(); });
}

struct SealedInput::Inside {
    std::ifstream file;
    std::string path;
    Head head{};
    State state{};
    std::string opened{}; // not yet read
    std::size_t read_to = 0;
    bool first = true;
    bool last_seen = false;
};

SealedInput::SealedInput(std::unique_ptr<Inside> inside) : inside_(std::move(inside)) {}
SealedInput::SealedInput(SealedInput&&) noexcept = default;
SealedInput::~SealedInput() = default;

Result<SealedInput> SealedInput::open(const std::filesystem::path& path,
                                      std::string_view passphrase) {
    if (sodium_init() < 0) {
        return no_library();
    }
    auto inside =
        std::make_unique<Inside>(Inside{std::ifstream(path, std::ios::binary), path.string()});
    if (!inside->file) {
        return fail(ErrorCode::not_found, "the backup cannot be opened", path.string());
    }
    inside->file.read(reinterpret_cast<char*>(inside->head.data()), head_bytes);
    if (inside->file.gcount() != static_cast<std::streamsize>(head_bytes)
        || !text_of(inside->head).starts_with(format)) {
        return fail(ErrorCode::unknown_format,
                    "this is no backup of Marquee, or one of another version", path.string());
    }
    auto key = key_of(passphrase, inside->head);
    if (!key) {
        return tl::unexpected<Error>(key.error());
    }
    crypto_secretstream_xchacha20poly1305_init_pull(
        &inside->state, std::span(inside->head).subspan(stream_at).data(), key->data());
    sodium_memzero(key->data(), key->size());
    return SealedInput(std::move(inside));
}

Status SealedInput::unseal() {
    const auto damaged = [&](const char* how) {
        return fail(ErrorCode::digest_wrong, how, inside_->path);
    };
    std::array<unsigned char, length_bytes> length{};
    inside_->file.read(reinterpret_cast<char*>(length.data()), length.size());
    const std::uint64_t bytes = number_in(length);
    if (inside_->file.gcount() != static_cast<std::streamsize>(length.size())) {
        return damaged("the backup was cut off: its end is missing");
    }
    if (bytes > sealed_bytes_max || bytes < crypto_secretstream_xchacha20poly1305_ABYTES) {
        return damaged("the backup was changed or is damaged");
    }
    std::string sealed(bytes, '\0');
    inside_->file.read(sealed.data(), static_cast<std::streamsize>(bytes));
    if (inside_->file.gcount() != static_cast<std::streamsize>(bytes)) {
        return damaged("the backup was cut off: its end is missing");
    }
    inside_->opened.resize(bytes - crypto_secretstream_xchacha20poly1305_ABYTES);
    inside_->read_to = 0;
    unsigned char tag = 0;
    if (crypto_secretstream_xchacha20poly1305_pull(
            &inside_->state, reinterpret_cast<unsigned char*>(inside_->opened.data()), nullptr,
            &tag, bytes_of(sealed), sealed.size(), inside_->head.data(), inside_->head.size())
        != 0) {
        return inside_->first
                   ? fail(ErrorCode::wrong_credentials,
                          "the passphrase is wrong, or the backup was changed at its beginning",
                          inside_->path)
                   : damaged("the backup was changed or is damaged");
    }
    inside_->first = false;
    inside_->last_seen = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (inside_->last_seen && inside_->file.peek() != std::ifstream::traits_type::eof()) {
        return damaged("something was added to the backup");
    }
    return {};
}

Result<std::string> SealedInput::read(std::size_t bytes_max) {
    while (inside_->read_to == inside_->opened.size() && !inside_->last_seen) {
        if (const Status more = unseal(); !more) {
            return tl::unexpected<Error>(more.error());
        }
    }
    std::string bytes = inside_->opened.substr(inside_->read_to, bytes_max);
    inside_->read_to += bytes.size();
    return bytes;
}

} // namespace marquee::ctl
