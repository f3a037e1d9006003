// A body on its way to a temporary file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "manager/ports/exchange.hpp"
#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/error.hpp"

namespace marquee::manager {

// Worker threads, one call at a time. The file goes with the object unless somebody has renamed it.
class Upload {
public:
    // A new file of mode 0600 in `folder`. disk_full or io_failed.
    static Result<Upload> create(const std::string& folder);

    Upload(Upload&& other) noexcept;
    Upload& operator=(Upload&&) = delete;
    ~Upload();

    Status append(std::string_view bytes); // disk_full or io_failed

    // The finished file, closed. What the bytes are worth is the service's to judge.
    UploadedFile finish();

private:
    Upload(FileDescriptor file, std::string path)
        : file_(std::move(file)), path_(std::move(path)) {}

    FileDescriptor file_;
    std::string path_; // empty when moved from
    std::uint64_t size_ = 0;
};

} // namespace marquee::manager
