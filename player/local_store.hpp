// The files of the command line as assets.
#pragma once

#include <filesystem>
#include <map>
#include <utility>

#include "player/ports/asset_store.hpp"

namespace marquee::player {

// Believes that files do not change once they were named: they are the operator's own. Immutable.
class LocalStore final : public AssetStore {
public:
    explicit LocalStore(std::map<Sha256, std::filesystem::path> files) : files_(std::move(files)) {}

    Result<OpenAsset> open(const Sha256& digest) override;

private:
    const std::map<Sha256, std::filesystem::path> files_;
};

// Opens for reading. not_found.
Result<OpenAsset> open_file(const std::filesystem::path& file);

// Stands for the digest of a file on this machine, at no cost: device, inode, size and time of the
// last change (stat(2)). Another file or another state of it has another one. not_found.
Result<Sha256> identity_of(const OpenAsset& file);

} // namespace marquee::player
