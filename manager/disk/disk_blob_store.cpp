#include "manager/disk/disk_blob_store.hpp"

#include <cerrno>
#include <set>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/durable_files.hpp"
#include "common/file_error.hpp"
#include "common/sha256.hpp"

namespace marquee::manager {

namespace {

tl::unexpected<Error> failed(std::string_view doing, const std::filesystem::path& path) {
    return tl::unexpected<Error>(file_error(errno, doing, path));
}

// A regular file, not a link to one. not_found when it is not there.
Result<OpenBlob> open_file(const std::filesystem::path& path) {
    FileDescriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return failed("open", path);
    }
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorCode::io_failed, "it is not a regular file", path.string());
    }
    return OpenBlob{std::move(file), static_cast<std::uint64_t>(status.st_size)};
}

} // namespace

DiskBlobStore::DiskBlobStore(std::filesystem::path root) : root_(std::move(root)) {}

Result<std::unique_ptr<DiskBlobStore>> DiskBlobStore::open(const std::filesystem::path& root) {
    auto store = std::make_unique<DiskBlobStore>(root);
    Status ready = make_directory(root).and_then([&] { return make_directory(store->incoming()); });
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(root, failure), end; ready && entry != end;
         entry.increment(failure)) {
        if (failure) {
            break;
        }
        if (entry->is_directory(failure)) {
            ready = remove_leftovers(entry->path());
        }
    }
    if (ready && failure) {
        ready = fail(ErrorCode::io_failed, "could not list the blobs", root.string());
    }
    if (!ready) {
        return tl::unexpected<Error>(ready.error());
    }
    return store;
}

std::filesystem::path DiskBlobStore::path_of(const Sha256& digest) const {
    const std::string name = to_hex(digest);
    return root_ / name.substr(0, 2) / name.substr(2);
}

Result<Sha256> DiskBlobStore::put(std::string_view bytes) {
    const Sha256 digest = sha256(bytes);
    if (exists(digest)) {
        return digest;
    }
    const std::filesystem::path path = path_of(digest);
    return make_directory(path.parent_path())
        .and_then([&] { return write_durably(path, bytes); })
        .map([&] { return digest; });
}

Result<std::vector<Sha256>> DiskBlobStore::put_all(std::span<const std::string> all) {
    std::vector<Sha256> digests;
    std::vector<FileText> files;
    std::set<std::filesystem::path> directories;
    for (const std::string& bytes : all) {
        digests.push_back(sha256(bytes));
        files.push_back({path_of(digests.back()), bytes});
        directories.insert(files.back().path.parent_path());
    }
    Status status;
    for (const std::filesystem::path& directory : directories) {
        status = status.and_then([&] { return make_directory(directory); });
    }
    return status.and_then([&] { return write_all_durably(files); }).map([&] {
        return std::move(digests);
    });
}

Status DiskBlobStore::keep(const std::filesystem::path& file, const Sha256& digest) {
    const std::filesystem::path path = path_of(digest);
    return make_directory(path.parent_path())
        .and_then([&]() -> Status {
            if (::chmod(file.c_str(), 0600) != 0
                || (::link(file.c_str(), path.c_str()) != 0 && errno != EEXIST)) {
                return failed("keep", file);
            }
            return {};
        })
        .and_then([&] { return sync_directory(path.parent_path()); });
}

Result<OpenBlob> DiskBlobStore::open(const Sha256& digest) const {
    return open_file(path_of(digest));
}

Result<std::string> DiskBlobStore::read(const Sha256& digest, std::size_t bytes_max) const {
    const std::filesystem::path path = path_of(digest);
    return read_whole(path, bytes_max).and_then([&](std::string bytes) -> Result<std::string> {
        if (sha256(bytes) == digest) {
            return bytes;
        }
        // Out of the way, so that the same bytes can be put again.
        const auto aside = set_aside(path);
        return fail(ErrorCode::digest_wrong,
                    aside ? "a blob was damaged and has been set aside" : "a blob is damaged",
                    path.string());
    });
}

bool DiskBlobStore::exists(const Sha256& digest) const {
    return open_file(path_of(digest)).has_value();
}

Status DiskBlobStore::remove(const Sha256& digest) {
    return remove_durably(path_of(digest));
}

} // namespace marquee::manager
