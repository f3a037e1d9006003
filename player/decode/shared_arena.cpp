#include "player/decode/shared_arena.hpp"

#include <fcntl.h>
#include <sys/mman.h>

#include <cerrno>
#include <cstring>

namespace marquee::player {

namespace {

tl::unexpected<Error> no_memory(const char* step) {
    return fail(ErrorCode::io_failed,
                std::string("no shared memory for a decoder: ") + std::strerror(errno), step);
}

} // namespace

Result<SharedArena> SharedArena::create() {
    Descriptor memory(::memfd_create("marquee-frames", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (memory.number() < 0) {
        return no_memory("memfd_create");
    }
    if (::ftruncate(memory.number(), arena::bytes) != 0) {
        return no_memory("ftruncate");
    }
    // Without the seals a worker could shrink the file under our mapping (SIGBUS).
    if (::fcntl(memory.number(), F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) != 0) {
        return no_memory("seal");
    }
    void* whole = ::mmap(nullptr, arena::bytes, PROT_READ, MAP_SHARED, memory.number(), 0);
    if (whole == MAP_FAILED) {
        return no_memory("mmap");
    }
    void* block = ::mmap(nullptr, arena::block_bytes, PROT_READ | PROT_WRITE, MAP_SHARED,
                         memory.number(), arena::read_index_offset);
    if (block == MAP_FAILED) {
        ::munmap(whole, arena::bytes);
        return no_memory("mmap");
    }
    return SharedArena(std::move(memory), static_cast<const std::byte*>(whole),
                       static_cast<std::byte*>(block));
}

SharedArena::SharedArena(SharedArena&& other) noexcept
    : descriptor_(std::move(other.descriptor_)),
      base_(std::exchange(other.base_, nullptr)),
      first_block_(std::exchange(other.first_block_, nullptr)) {}

SharedArena::~SharedArena() {
    if (base_ != nullptr) {
        ::munmap(const_cast<std::byte*>(base_), arena::bytes);
        ::munmap(first_block_, arena::block_bytes);
    }
}

const arena::Index& SharedArena::write_index() const {
    return *reinterpret_cast<const arena::Index*>(base_ + arena::write_index_offset);
}

const arena::Index& SharedArena::ended() const {
    return *reinterpret_cast<const arena::Index*>(base_ + arena::ended_offset);
}

arena::Index& SharedArena::read_index() const {
    return *reinterpret_cast<arena::Index*>(first_block_);
}

} // namespace marquee::player
