// Immutable bytes of the control room, by digest: assets, signed programs, signed manifests.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::manager {

// Open for reading, at offset 0.
struct OpenBlob {
    FileDescriptor file;
    std::uint64_t size_bytes = 0;
};

// Any thread. Touches the disk. What was put survives a power cut once put() or keep() returned.
// Putting bytes that are there already succeeds and changes nothing.
class BlobStore {
public:
    virtual ~BlobStore() = default;

    // Stores the bytes and returns their digest. disk_full, io_failed: nothing is kept.
    virtual Result<Sha256> put(std::string_view bytes) = 0;

    // Stores all of these, with few syncs for all together, and returns their digests in order. On
    // failure any of them may have been stored.
    virtual Result<std::vector<Sha256>> put_all(std::span<const std::string> all) = 0;

    // Gives a finished, durable file of the store's file system a second name in the store; the
    // path stays, and nobody writes to the file any more. `digest` is of the bytes as the caller
    // has just hashed them: they are not read again.
    virtual Status keep(const std::filesystem::path& file, const Sha256& digest) = 0;

    // not_found when the store does not hold the bytes. They are not hashed again: the reader, who
    // trusts nobody, does that.
    virtual Result<OpenBlob> open(const Sha256& digest) const = 0;

    // Whole bytes in memory. too_large when there are more than `bytes_max`; digest_wrong when what
    // the store held was damaged.
    virtual Result<std::string> read(const Sha256& digest, std::size_t bytes_max) const = 0;

    virtual bool exists(const Sha256& digest) const = 0;

    // Succeeds too when there is nothing to remove. Blobs open for reading stay readable.
    virtual Status remove(const Sha256& digest) = 0;
};

} // namespace marquee::manager
