// Blobs as files named by their digest, on one file system.
//
// ROOT/ab/cdef…: the blob whose digest is "abcdef…", mode 0600, never written again. ROOT/incoming:
// where files are made that keep() is given. A blob appears under its name only when all its
// bytes are on the disk: temporary file, hash, fsync, rename, fsync of the directory.
#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "manager/ports/blob_store.hpp"

namespace marquee::manager {

class DiskBlobStore final : public BlobStore {
public:
    // Makes the directories where they are missing and clears away what killed writers left. One
    // process at a time, which is the caller's to ensure (StateLock).
    static Result<std::unique_ptr<DiskBlobStore>> open(const std::filesystem::path& root);

    explicit DiskBlobStore(std::filesystem::path root); // for open()

    std::filesystem::path incoming() const { return root_ / "incoming"; }

    Result<Sha256> put(std::string_view bytes) override;
    Result<std::vector<Sha256>> put_all(std::span<const std::string> all) override;
    Status keep(const std::filesystem::path& file, const Sha256& digest) override;
    Result<OpenBlob> open(const Sha256& digest) const override;
    Result<std::string> read(const Sha256& digest, std::size_t bytes_max) const override;
    bool exists(const Sha256& digest) const override;
    Status remove(const Sha256& digest) override;

private:
    std::filesystem::path path_of(const Sha256& digest) const;

    std::filesystem::path root_;
};

} // namespace marquee::manager
