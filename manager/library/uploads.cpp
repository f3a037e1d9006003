#include "manager/library/uploads.hpp"

#include <utility>

#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/library/label.hpp"
#include "manager/library/upload_ending.hpp"

namespace marquee::manager {

namespace {

tl::unexpected<Error> in_use(const UploadId& id) {
    return fail(ErrorCode::in_use, "another request is busy with this upload", id.value);
}

// The labels of the asset to be, each standing in for the other.
Status give_names(UploadRecord& row, const NewUpload& asked) {
    return file_label_from(asked.file_name)
        .and_then([&](std::string file_name) {
            row.file_name = std::move(file_name);
            return label_from(asked.name);
        })
        .and_then([&](std::string name) -> Status {
            row.name = name.empty() ? row.file_name : std::move(name);
            row.file_name = row.file_name.empty() ? row.name : row.file_name;
            if (row.name.empty()) {
                return fail(ErrorCode::missing_member, "the upload has no name", "name");
            }
            return {};
        });
}

Status check_length(std::uint64_t length) {
    if (length == 0) {
        return fail(ErrorCode::out_of_range, "there is nothing in the file", "Upload-Length",
                    {{"allowed", "1–" + std::to_string(limits::asset_bytes_max)}});
    }
    if (length > limits::asset_bytes_max) {
        return fail(ErrorCode::too_large, "the file is larger than any may be", "Upload-Length",
                    {{"limit", size_in_words(limits::asset_bytes_max)}});
    }
    return {};
}

// In the write that adds the upload, so that two of them cannot both take the last room.
Status check_quota(const MediaRepository& media, const UploadRecord& row,
                   const UploadTerms& terms) {
    return media.bytes_claimed(row.head.unit).and_then([&](std::uint64_t claimed) -> Status {
        if (claimed + row.length > terms.unit_bytes_max) {
            return fail(ErrorCode::quota_exceeded, "the unit's quota does not hold it", {},
                        {{"size", size_in_words(row.length)},
                         {"used", size_in_words(claimed)},
                         {"quota", size_in_words(terms.unit_bytes_max)}});
        }
        return {};
    });
}

Status check_disk(const MediaRepository& media, std::uint64_t free, const UploadRecord& row,
                  const UploadTerms& terms) {
    return media.bytes_awaited().and_then([&](std::uint64_t awaited) -> Status {
        if (free < terms.disk_bytes_kept + awaited + row.length) {
            return fail(ErrorCode::disk_full, "the disk has no room for the upload", {},
                        {{"size", size_in_words(row.length)}, {"free", size_in_words(free)}});
        }
        return {};
    });
}

} // namespace

Status Uploads::recover() {
    const auto files = stores_.files.list();
    if (!files) {
        return tl::unexpected<Error>(files.error());
    }
    for (const UploadId& id : *files) {
        const auto row =
            stores_.database.read([&](const View& view) { return view.media.upload(id); });
        const bool nobodys = row ? !row->asset.empty() : row.error().code == ErrorCode::not_found;
        if (Status removed = nobodys ? stores_.files.remove(id) : Status{}; !removed) {
            return removed;
        }
    }
    const auto whole =
        stores_.database.read([](const View& view) { return view.media.whole_uploads(); });
    if (!whole) {
        return tl::unexpected<Error>(whole.error());
    }
    for (const UploadRecord& row : *whole) {
        if (const auto done = ended(row); !done) { // the client's next question tries again
            stores_.log.failure(LogLevel::error, "library", "upload_not_ended", done.error(),
                                {{"upload", row.id}});
        }
    }
    return {};
}

Result<UploadRecord> Uploads::begin(const NewUpload& asked) {
    UploadRecord row;
    row.id = make_id<UploadId>(stores_.clock.wall(), stores_.randomness);
    const Instant now = stores_.clock.wall();
    row.head = {asked.unit, 1, now, now};
    row.account = asked.account;
    row.length = asked.length;
    row.expires_at = now + terms_.life;
    const Status sound =
        check_length(asked.length).and_then([&] { return give_names(row, asked); });
    if (!sound) {
        return tl::unexpected<Error>(sound.error());
    }
    return stores_.files.bytes_free()
        .and_then([&](std::uint64_t free) -> Status {
            return stores_.database.write([&](Change& change) -> Status {
                return check_quota(change.media, row, terms_)
                    .and_then([&] { return check_disk(change.media, free, row, terms_); })
                    .and_then([&] { return change.media.add_upload(row); })
                    .and_then([&] {
                        return record(change, {.at = now,
                                               .unit = row.head.unit,
                                               .actor = row.account,
                                               .action = "upload.create",
                                               .subject = row.id.value,
                                               .detail = row.name});
                    });
            });
        })
        .map([&] { return row; });
}

Result<UploadRecord> Uploads::read(const UploadId& id) const {
    return stores_.database.read([&](const View& view) { return view.media.upload(id); })
        .and_then([&](UploadRecord row) -> Result<UploadRecord> {
            if (row.expires_at <= stores_.clock.wall()) {
                return fail(ErrorCode::expired, "the upload received nothing for too long",
                            id.value);
            }
            return row;
        });
}

Result<UploadRecord> Uploads::ended(const UploadRecord& row) const {
    const bool due = row.is_whole() && row.asset.empty();
    return due ? end_upload(stores_, terms_, row) : row;
}

Result<UploadRecord> Uploads::find(const UploadId& id) {
    const auto hold = holds_.take(id);
    return read(id).and_then(
        [&](const UploadRecord& row) -> Result<UploadRecord> { return hold ? ended(row) : row; });
}

Result<std::unique_ptr<UploadAppender>> Uploads::append(const UploadId& id, std::uint64_t offset) {
    using Appender = std::unique_ptr<UploadAppender>;
    auto hold = holds_.take(id);
    if (!hold) {
        return in_use(id);
    }
    return read(id).and_then([&](UploadRecord row) -> Result<Appender> {
        if (row.offset != offset) {
            return fail(ErrorCode::wrong_state, "bytes do not follow those that are there",
                        "Upload-Offset", {{"offset", std::to_string(row.offset)}});
        }
        return std::make_unique<UploadAppender>(stores_, terms_, *std::move(hold), std::move(row));
    });
}

Result<UploadRecord> Uploads::finish(UploadAppender& appender) {
    return appender.settle().and_then([&](const UploadRecord& row) { return ended(row); });
}

Status Uploads::erase(const UploadRecord& row, const AccountId& actor, const char* action) {
    return stores_.database
        .write([&](Change& change) -> Status {
            return change.media.remove_upload(row.id, row.head.version).and_then([&] {
                return record(change, {.at = stores_.clock.wall(),
                                       .unit = row.head.unit,
                                       .actor = actor,
                                       .action = action,
                                       .subject = row.id.value,
                                       .detail = row.name});
            });
        })
        .and_then([&] { return stores_.files.remove(row.id); });
}

Status Uploads::remove(const UploadId& id, const AccountId& actor) {
    const auto hold = holds_.take(id);
    if (!hold) {
        return in_use(id);
    }
    return stores_.database.read([&](const View& view) { return view.media.upload(id); })
        .and_then([&](const UploadRecord& row) { return erase(row, actor, "upload.remove"); });
}

Status Uploads::sweep() {
    const Instant now = stores_.clock.wall();
    const auto expired = stores_.database.read(
        [&](const View& view) { return view.media.expired_uploads(now, limits::page_rows_max); });
    if (!expired) {
        return tl::unexpected<Error>(expired.error());
    }
    Status swept;
    for (const UploadRecord& row : *expired) {
        const auto hold = holds_.take(row.id);
        const Status gone = hold ? erase(row, {}, "upload.expire") : Status{};
        // Bytes that arrive while it is looked at give it a new version, and a new life.
        if (!gone && gone.error().code != ErrorCode::conflict
            && gone.error().code != ErrorCode::not_found) {
            swept = gone;
        }
    }
    return swept;
}

} // namespace marquee::manager
