// A file descriptor with one owner.
#pragma once

#include <utility>

namespace marquee::manager {

// Closes what it holds. Any thread, one at a time.
class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {} // takes ownership
    FileDescriptor(FileDescriptor&& other) noexcept
        : descriptor_(std::exchange(other.descriptor_, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor();

    int get() const { return descriptor_; } // -1 when it holds nothing
    bool is_open() const { return descriptor_ >= 0; }

    // Gives the descriptor away; the caller closes it.
    int release() { return std::exchange(descriptor_, -1); }

private:
    int descriptor_ = -1;
};

} // namespace marquee::manager
