#include "player/decode/worker/arena_slots.hpp"

#include <algorithm>

namespace marquee::player::worker {

namespace {

constexpr std::uint64_t page_bytes = 4'096;

// Whole pages and one more, so that rows of neighbouring frames do not share cache sets.
std::uint64_t room_for(std::uint64_t bytes) {
    return (bytes + page_bytes - 1) / page_bytes * page_bytes + page_bytes;
}

} // namespace

std::optional<std::uint64_t> ArenaSlots::take(std::uint64_t bytes) {
    if (bytes == 0 || bytes > arena::bytes) {
        return std::nullopt;
    }
    const std::uint64_t room = room_for(bytes);
    std::uint64_t offset = arena::pixels_offset;
    auto place = taken_.begin();
    while (place != taken_.end() && place->offset - offset < room) {
        offset = place->offset + place->bytes;
        ++place;
    }
    if (arena::bytes - offset < room) {
        return std::nullopt;
    }
    taken_.insert(place, Taken{offset, room});
    return offset;
}

void ArenaSlots::give_back(std::uint64_t offset) {
    const auto place = std::find_if(taken_.begin(), taken_.end(),
                                    [&](const Taken& taken) { return taken.offset == offset; });
    if (place != taken_.end()) {
        taken_.erase(place);
    }
}

std::shared_ptr<std::byte> ArenaSlots::take_owned(std::uint64_t bytes) {
    const auto offset = take(bytes);
    if (!offset) {
        return nullptr;
    }
    return {base_ + *offset, [this, offset = *offset](std::byte*) { give_back(offset); }};
}

} // namespace marquee::player::worker
