// The library's files once they have arrived: given another name, taken away.
#pragma once

#include <string>

#include "common/log.hpp"
#include "manager/library/blob_gate.hpp"
#include "manager/ports/blob_store.hpp"
#include "manager/ports/database.hpp"

namespace marquee::manager {

// Any thread; blocks on the database and the disk. Failures are those of MediaRepository.
class Assets {
public:
    Assets(Database& database, BlobStore& blobs, BlobGate& gate, const Log& log)
        : database_(database), blobs_(blobs), gate_(gate), log_(log) {}

    // Who asks for what to happen to which version of it.
    struct Wish {
        AssetId asset;
        std::int64_t version = 1;
        AccountId actor;
        Instant at{};
    };

    Result<AssetRecord> rename(const Wish& wish, const std::string& name);

    // Its bytes go too, unless another asset shares them, and what is being made of it ends.
    // wrong_state while a program or a playlist shows it or a slogan is written in it.
    Status remove(const Wish& wish);

private:
    Database& database_;
    BlobStore& blobs_;
    BlobGate& gate_;
    const Log& log_;
};

} // namespace marquee::manager
