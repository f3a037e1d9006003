#include "manager/library/upload_ending.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>

#include "common/file_error.hpp"
#include "common/sha256.hpp"
#include "common/uuid.hpp"
#include "manager/access/audit.hpp"
#include "manager/ports/file_descriptor.hpp"

namespace marquee::manager {

namespace {

Result<Sha256> hash_of(const std::filesystem::path& path, std::uint64_t length) {
    const FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return tl::unexpected<Error>(file_error(errno, "open", path));
    }
    if (static_cast<std::uint64_t>(status.st_size) != length) {
        return fail(ErrorCode::io_failed, "the file of an upload has another length",
                    path.string());
    }
    return sha256_of_file(file.get());
}

AssetRecord asset_of(const UploadRecord& upload) {
    AssetRecord asset;
    asset.id = upload.asset;
    asset.head = {upload.head.unit, 1, upload.head.changed_at, upload.head.changed_at};
    asset.name = upload.name;
    asset.file_name = upload.file_name;
    asset.original = {*upload.sha256, upload.length};
    return asset;
}

Result<std::int64_t> write_end(Change& change, const UploadRecord& ended) {
    return change.media.add_asset(asset_of(ended))
        .and_then([&] {
            return record(change, {.at = ended.head.changed_at,
                                   .unit = ended.head.unit,
                                   .actor = ended.account,
                                   .action = "asset.create",
                                   .subject = ended.asset.value,
                                   .detail = ended.name});
        })
        .and_then([&] { return change.media.change_upload(ended); });
}

} // namespace

Result<UploadRecord> end_upload(const UploadStores& stores, const UploadTerms& terms,
                                const UploadRecord& whole) {
    const std::filesystem::path file = stores.files.path_of(whole.id);
    const Result<Sha256> digest = hash_of(file, whole.length);
    if (!digest) {
        return tl::unexpected<Error>(digest.error());
    }
    UploadRecord ended = whole;
    ended.sha256 = *digest;
    ended.head.changed_at = stores.clock.wall();
    ended.expires_at = ended.head.changed_at + terms.life;
    ended.asset = make_id<AssetId>(ended.head.changed_at, stores.randomness);
    const auto inside = stores.gate.enter();
    const Result<std::int64_t> version = stores.blobs.keep(file, *digest).and_then([&] {
        return stores.database.write([&](Change& change) { return write_end(change, ended); });
    });
    if (!version) {
        return tl::unexpected<Error>(version.error());
    }
    ended.head.version = *version;
    stores.ingest.wake();
    if (const Status gone = stores.files.remove(whole.id); !gone) { // swept at the next start
        stores.log.failure(LogLevel::warning, "library", "upload_file_left", gone.error());
    }
    return ended;
}

} // namespace marquee::manager
