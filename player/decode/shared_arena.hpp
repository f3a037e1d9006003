// The compositor's end of the shared memory: sealed, and read-only but for the ring's read index.
#pragma once

#include <cstddef>

#include "player/decode/arena.hpp"
#include "player/decode/descriptor.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

class SharedArena {
public:
    // Sparse memory of arena::bytes. io_failed when the machine has none to give.
    static Result<SharedArena> create();

    SharedArena(SharedArena&& other) noexcept;
    SharedArena& operator=(SharedArena&&) = delete;
    ~SharedArena(); // unmaps: milliseconds, so not on the render thread

    int descriptor() const { return descriptor_.number(); }
    const std::byte* base() const { return base_; }

    const arena::Index& write_index() const;
    const arena::Index& ended() const;
    arena::Index& read_index() const;

    // Once the worker has inherited it.
    void close_descriptor() { descriptor_ = Descriptor(); }

private:
    SharedArena(Descriptor descriptor, const std::byte* base, std::byte* first_block)
        : descriptor_(std::move(descriptor)), base_(base), first_block_(first_block) {}

    Descriptor descriptor_;
    const std::byte* base_ = nullptr;
    std::byte* first_block_ = nullptr;
};

} // namespace marquee::player
