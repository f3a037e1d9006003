// The library's files once they have arrived: given another name, taken away.
#pragma once

#include <string>

#include "manager/ports/database.hpp"

namespace marquee::manager {

// Any thread; blocks on the database. Failures are those of MediaRepository.
class Assets {
public:
    explicit Assets(Database& database) : database_(database) {}

    // Who asks for what to happen to which version of it.
    struct Wish {
        AssetId asset;
        std::int64_t version = 1;
        AccountId actor;
        Instant at{};
    };

    Result<AssetRecord> rename(const Wish& wish, const std::string& name);

    // Into the trash, which keeps its bytes; what is being made of it ends.
    // wrong_state while a program or a playlist shows it or a slogan is written in it.
    Status remove(const Wish& wish);

private:
    Database& database_;
};

} // namespace marquee::manager
