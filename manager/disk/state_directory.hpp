// Where the manager keeps what it must not lose.
//
//   ROOT/lock              held by the one process that uses the directory
//   ROOT/marquee.sqlite    rows (and its -wal and -shm)
//   ROOT/blobs/            immutable bytes by digest
//   ROOT/uploads/          bytes that are still arriving
//   ROOT/trust/            keys, trust documents, certificates
#pragma once

#include <filesystem>

#include "common/durable_file.hpp"

namespace marquee::manager {

class StateDirectory {
public:
    // Makes the directory (0700) where it is missing and holds it until destruction. busy when
    // another process does.
    static Result<StateDirectory> open(std::filesystem::path root);

    std::filesystem::path database() const { return root_ / "marquee.sqlite"; }
    std::filesystem::path blobs() const { return root_ / "blobs"; }
    std::filesystem::path uploads() const { return root_ / "uploads"; }
    std::filesystem::path screenshots() const { return root_ / "screenshots"; }
    std::filesystem::path trust() const { return root_ / "trust"; }

private:
    StateDirectory(std::filesystem::path root, StateLock lock);

    std::filesystem::path root_;
    StateLock lock_;
};

} // namespace marquee::manager
