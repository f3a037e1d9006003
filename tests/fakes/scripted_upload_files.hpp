// Real files of uploads on a disk that is as full, or as broken, as the test says.
#pragma once

#include <limits>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "manager/disk/upload_folder.hpp"

namespace marquee::manager {

class ScriptedUploadFiles final : public UploadFiles {
public:
    explicit ScriptedUploadFiles(const std::filesystem::path& root) : folder_(opened(root)) {}

    std::uint64_t free = 1'000'000'000'000;
    // Appended until now may be at most this; the append that reaches it writes half and fails.
    std::uint64_t appended_max = std::numeric_limits<std::uint64_t>::max();
    bool synchronises = true;
    std::uint64_t appended = 0;
    int synchronised = 0;

    Result<std::unique_ptr<UploadFile>> open(const UploadId& id, std::uint64_t offset) override {
        return folder_->open(id, offset).map([&](std::unique_ptr<UploadFile> file) {
            return std::unique_ptr<UploadFile>(std::make_unique<File>(*this, std::move(file)));
        });
    }
    Status remove(const UploadId& id) override { return folder_->remove(id); }
    Result<std::vector<UploadId>> list() const override { return folder_->list(); }
    std::filesystem::path path_of(const UploadId& id) const override {
        return folder_->path_of(id);
    }
    Result<std::uint64_t> bytes_free() const override { return free; }

private:
    class File final : public UploadFile {
    public:
        File(ScriptedUploadFiles& disk, std::unique_ptr<UploadFile> file)
            : disk_(disk), file_(std::move(file)) {}

        Status append(std::string_view bytes) override {
            if (disk_.appended + bytes.size() > disk_.appended_max) {
                static_cast<void>(file_->append(bytes.substr(0, bytes.size() / 2)));
                return fail(ErrorCode::disk_full, "no space left on the scripted disk");
            }
            disk_.appended += bytes.size();
            return file_->append(bytes);
        }
        Status synchronise() override {
            ++disk_.synchronised;
            return disk_.synchronises ? file_->synchronise()
                                      : fail(ErrorCode::io_failed, "the scripted disk is broken");
        }

    private:
        ScriptedUploadFiles& disk_;
        std::unique_ptr<UploadFile> file_;
    };

    static std::unique_ptr<UploadFolder> opened(const std::filesystem::path& root) {
        auto folder = UploadFolder::open(root);
        if (!folder) {
            throw std::runtime_error(to_string(folder.error()));
        }
        return *std::move(folder);
    }

    std::unique_ptr<UploadFolder> folder_;
};

} // namespace marquee::manager
