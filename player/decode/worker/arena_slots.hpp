// The worker's end of the shared memory: room for frames, and the sound ring's memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "player/decode/arena.hpp"

namespace marquee::player::worker {

// First fit over the pixel part of the arena: lowest free place first, so that as few pages as
// possible are ever touched.
class ArenaSlots {
public:
    // `base`: the arena, arena::bytes long, written here and read by the compositor.
    explicit ArenaSlots(std::byte* base) : base_(base) {}

    // Where `bytes` may be written, counted from the arena's start; page-aligned. nullopt: full.
    std::optional<std::uint64_t> take(std::uint64_t bytes);
    void give_back(std::uint64_t offset);

    // The same with an owner: given back with the last copy of the pointer. nullptr: full.
    std::shared_ptr<std::byte> take_owned(std::uint64_t bytes);

    std::byte* base() const { return base_; }
    bool contains(const void* address) const {
        const auto* byte = static_cast<const std::byte*>(address);
        return byte >= base_ + arena::pixels_offset && byte < base_ + arena::bytes;
    }
    std::uint64_t offset_of(const void* address) const {
        return static_cast<std::uint64_t>(static_cast<const std::byte*>(address) - base_);
    }

private:
    struct Taken {
        std::uint64_t offset;
        std::uint64_t bytes;
    };

    std::byte* base_;
    std::vector<Taken> taken_; // by offset
};

} // namespace marquee::player::worker
