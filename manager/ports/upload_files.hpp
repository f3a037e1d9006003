// The bytes of uploads while they arrive: one growing file for each.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"

namespace marquee::manager {

// Open for appending. One thread at a time.
class UploadFile {
public:
    virtual ~UploadFile() = default; // closes; what was not synchronised may be lost

    // disk_full, io_failed: some of the bytes may be in the file all the same.
    virtual Status append(std::string_view bytes) = 0;

    // What was appended survives a power cut. Blocks on the disk.
    virtual Status synchronise() = 0;
};

// Any thread; one open file for an upload at a time, which is the caller's to ensure.
class UploadFiles {
public:
    virtual ~UploadFiles() = default;

    // Makes the file where there is none, and forgets what lies beyond `offset`. io_failed when the
    // file is shorter than that.
    virtual Result<std::unique_ptr<UploadFile>> open(const UploadId& id, std::uint64_t offset) = 0;

    // Durably; succeeds too when there is none.
    virtual Status remove(const UploadId& id) = 0;

    // Whose files there are, in no order.
    virtual Result<std::vector<UploadId>> list() const = 0;

    // On the file system of the blob store.
    virtual std::filesystem::path path_of(const UploadId& id) const = 0;

    // What may still be written on that file system.
    virtual Result<std::uint64_t> bytes_free() const = 0;
};

} // namespace marquee::manager
