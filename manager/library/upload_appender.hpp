// The bytes of one PATCH on their way to the file of their upload.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "manager/library/upload_holds.hpp"
#include "manager/library/upload_stores.hpp"

namespace marquee::manager {

// One thread at a time; every call may block on the disk. While it lives nobody else touches the
// upload. What was taken becomes part of the upload in steps of limits::upload_step_bytes or
// limits::upload_step_ms_max, whichever comes first, and when the appender goes: a peer that is cut
// off loses nothing, a power cut costs one step at most.
class UploadAppender {
public:
    UploadAppender(const UploadStores& stores, const UploadTerms& terms, UploadHolds::Hold hold,
                   UploadRecord row);
    ~UploadAppender();
    UploadAppender(const UploadAppender&) = delete;
    UploadAppender& operator=(const UploadAppender&) = delete;

    // Bytes that the upload still wants.
    std::uint64_t room() const { return row_.length - position_; }

    // too_large: more than the upload's length. disk_full also when what is to be kept free would
    // be touched. After a failure only what came before it counts.
    Status take(std::string_view bytes);

    // Whatever was taken is durable: the row as it is now.
    Result<UploadRecord> settle();

private:
    Status open_file();
    Status acknowledge();

    const UploadStores& stores_;
    const UploadTerms& terms_;
    UploadRecord row_;
    UploadHolds::Hold hold_;
    std::unique_ptr<UploadFile> file_; // opened with the first bytes
    std::uint64_t position_;           // bytes in the file; row_.offset of them are acknowledged
    Microseconds acknowledged_at_;     // monotonic
};

} // namespace marquee::manager
