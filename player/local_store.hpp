// The files of the command line as assets.
#pragma once

#include <filesystem>
#include <map>
#include <utility>

#include "player/ports/asset_store.hpp"

namespace marquee::player {

// Believes that files do not change after they were hashed: they are the operator's own. Immutable.
class LocalStore final : public AssetStore {
public:
    explicit LocalStore(std::map<Sha256, std::filesystem::path> files) : files_(std::move(files)) {}

    Result<OpenAsset> open(const Sha256& digest) override;

private:
    const std::map<Sha256, std::filesystem::path> files_;
};

// Opens for reading. not_found.
Result<OpenAsset> open_file(const std::filesystem::path& file);

} // namespace marquee::player
