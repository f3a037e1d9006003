// Uploads under way as files named by their id, mode 0600, in one folder.
#pragma once

#include "manager/ports/upload_files.hpp"

namespace marquee::manager {

class UploadFolder final : public UploadFiles {
public:
    // Makes the folder (0700) where it is missing.
    static Result<std::unique_ptr<UploadFolder>> open(const std::filesystem::path& root);

    explicit UploadFolder(std::filesystem::path root); // for open()

    Result<std::unique_ptr<UploadFile>> open(const UploadId& id, std::uint64_t offset) override;
    Status remove(const UploadId& id) override;
    Result<std::vector<UploadId>> list() const override;
    std::filesystem::path path_of(const UploadId& id) const override;
    Result<std::uint64_t> bytes_free() const override;

private:
    std::filesystem::path root_;
};

} // namespace marquee::manager
