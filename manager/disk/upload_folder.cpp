#include "manager/disk/upload_folder.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/durable_file.hpp"
#include "common/file_error.hpp"
#include "manager/ports/file_descriptor.hpp"

namespace marquee::manager {

namespace {

tl::unexpected<Error> failed(std::string_view doing, const std::filesystem::path& path) {
    return tl::unexpected<Error>(file_error(errno, doing, path));
}

class GrowingFile final : public UploadFile {
public:
    GrowingFile(FileDescriptor file, std::filesystem::path path)
        : file_(std::move(file)), path_(std::move(path)) {}

    Status append(std::string_view bytes) override {
        while (!bytes.empty()) {
            const ssize_t written = ::write(file_.get(), bytes.data(), bytes.size());
            if (written < 0 && errno != EINTR) {
                return failed("write", path_);
            }
            if (written > 0) {
                bytes.remove_prefix(static_cast<std::size_t>(written));
            }
        }
        return {};
    }

    Status synchronise() override {
        if (::fsync(file_.get()) != 0) {
            return failed("make durable", path_);
        }
        return {};
    }

private:
    FileDescriptor file_;
    std::filesystem::path path_;
};

} // namespace

UploadFolder::UploadFolder(std::filesystem::path root) : root_(std::move(root)) {}

Result<std::unique_ptr<UploadFolder>> UploadFolder::open(const std::filesystem::path& root) {
    return make_directory(root).map([&] { return std::make_unique<UploadFolder>(root); });
}

std::filesystem::path UploadFolder::path_of(const UploadId& id) const {
    return root_ / id.value;
}

Result<std::unique_ptr<UploadFile>> UploadFolder::open(const UploadId& id, std::uint64_t offset) {
    if (!is_uuid(id.value)) { // the name of a file, so never what somebody wrote
        return fail(ErrorCode::malformed, "an upload's id is no UUID");
    }
    const std::filesystem::path path = path_of(id);
    constexpr int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC;
    FileDescriptor file(::open(path.c_str(), flags, 0600));
    struct stat status {};
    if (!file.is_open() || ::fstat(file.get(), &status) != 0) {
        return failed("open", path);
    }
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (!S_ISREG(status.st_mode) || size < offset) {
        return fail(ErrorCode::io_failed, "the file of an upload has lost bytes", path.string());
    }
    if (size > offset && ::ftruncate(file.get(), static_cast<off_t>(offset)) != 0) {
        return failed("cut", path);
    }
    if (offset == 0) { // perhaps new
        if (Status named = sync_directory(root_); !named) {
            return tl::unexpected<Error>(named.error());
        }
    }
    return std::make_unique<GrowingFile>(std::move(file), path);
}

Status UploadFolder::remove(const UploadId& id) {
    return remove_durably(path_of(id));
}

Result<std::vector<UploadId>> UploadFolder::list() const {
    std::vector<UploadId> ids;
    std::error_code failure;
    for (std::filesystem::directory_iterator entry(root_, failure), end; entry != end && !failure;
         entry.increment(failure)) {
        const std::string name = entry->path().filename().string();
        if (is_uuid(name)) {
            ids.push_back(UploadId{name});
        }
    }
    if (failure) {
        return tl::unexpected<Error>(file_error(failure.value(), "list", root_));
    }
    return ids;
}

Result<std::uint64_t> UploadFolder::bytes_free() const {
    std::error_code failure;
    const std::filesystem::space_info space = std::filesystem::space(root_, failure);
    if (failure) {
        return tl::unexpected<Error>(file_error(failure.value(), "measure", root_));
    }
    return space.available;
}

} // namespace marquee::manager
