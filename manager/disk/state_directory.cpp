#include "manager/disk/state_directory.hpp"

#include <utility>

namespace marquee::manager {

StateDirectory::StateDirectory(std::filesystem::path root, StateLock lock)
    : root_(std::move(root)), lock_(std::move(lock)) {}

Result<StateDirectory> StateDirectory::open(std::filesystem::path root) {
    return make_directory(root)
        .and_then([&] { return StateLock::acquire(root); })
        .map([&](StateLock lock) { return StateDirectory(root, std::move(lock)); });
}

} // namespace marquee::manager
