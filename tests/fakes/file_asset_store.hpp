// An asset store whose assets are files, under digests made up by the test.
#pragma once

#include <fcntl.h>

#include <filesystem>
#include <map>

#include "player/ports/asset_store.hpp"

namespace marquee::player {

class FileAssetStore final : public AssetStore {
public:
    // The digest under which the file is now found.
    Sha256 add(const std::filesystem::path& file) {
        Sha256 digest;
        const std::size_t number = files_.size() + 1;
        digest.bytes[0] = static_cast<std::uint8_t>(number);
        digest.bytes[1] = static_cast<std::uint8_t>(number >> 8);
        files_[digest] = file;
        return digest;
    }

    Result<OpenAsset> open(const Sha256& digest) override {
        const auto file = files_.find(digest);
        if (file == files_.end()) {
            return fail(ErrorCode::not_found, "no such asset", to_hex(digest));
        }
        return OpenAsset(::open(file->second.c_str(), O_RDONLY | O_CLOEXEC),
                         std::filesystem::file_size(file->second));
    }

private:
    std::map<Sha256, std::filesystem::path> files_;
};

} // namespace marquee::player
