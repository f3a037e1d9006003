#include "manager/library/upload_appender.hpp"

#include <utility>

#include "manager/library/label.hpp"

namespace marquee::manager {

UploadAppender::UploadAppender(const UploadStores& stores, const UploadTerms& terms,
                               UploadHolds::Hold hold, UploadRecord row)
    : stores_(stores),
      terms_(terms),
      row_(std::move(row)),
      hold_(std::move(hold)),
      position_(row_.offset),
      acknowledged_at_(stores.clock.monotonic()) {}

UploadAppender::~UploadAppender() {
    if (const Status kept = acknowledge(); !kept) {
        stores_.log.failure(LogLevel::warning, "library", "upload_tail_lost", kept.error(),
                            {{"upload", row_.id}});
    }
}

Status UploadAppender::take(std::string_view bytes) {
    if (bytes.size() > room()) {
        return fail(ErrorCode::too_large, "more bytes than the upload's length", "Upload-Length",
                    {{"limit", size_in_words(row_.length)}});
    }
    return open_file().and_then([&] { return file_->append(bytes); }).and_then([&]() -> Status {
        position_ += bytes.size();
        const bool due = position_ - row_.offset >= limits::upload_step_bytes
                         || stores_.clock.monotonic() - acknowledged_at_
                                >= Milliseconds{limits::upload_step_ms_max};
        return due ? acknowledge() : Status{};
    });
}

Result<UploadRecord> UploadAppender::settle() {
    return acknowledge().map([&] { return row_; });
}

Status UploadAppender::open_file() {
    if (file_) {
        return {};
    }
    return stores_.files.open(row_.id, row_.offset).map([&](std::unique_ptr<UploadFile> file) {
        file_ = std::move(file);
    });
}

Status UploadAppender::acknowledge() {
    if (position_ == row_.offset) {
        return {};
    }
    if (Status durable = file_->synchronise(); !durable) {
        position_ =
            row_.offset; // the kernel has dropped them: a second try would only seem to work
        return durable;
    }
    UploadRecord next = row_;
    next.offset = position_;
    next.head.changed_at = stores_.clock.wall();
    next.expires_at = next.head.changed_at + terms_.life;
    return stores_.database.write([&](Change& change) { return change.media.change_upload(next); })
        .and_then([&](std::int64_t version) {
            next.head.version = version;
            row_ = next;
            acknowledged_at_ = stores_.clock.monotonic();
            return stores_.files.bytes_free();
        })
        .and_then([&](std::uint64_t free) -> Status {
            if (free < terms_.disk_bytes_kept && !row_.is_whole()) {
                return fail(ErrorCode::disk_full, "an upload stops at the space to be kept free",
                            {}, {{"free", size_in_words(free)}});
            }
            return {};
        });
}

} // namespace marquee::manager
