// A picture's way from rows as they are stored to a frame that lies fitted in its zone.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "player/decode/messages.hpp"
#include "player/decode/worker/arena_slots.hpp"
#include "player/decode/worker/picture_header.hpp"
#include "player/decode/worker/row_scaler.hpp"

namespace marquee::player::worker {

// Where everything goes, decided before anything is decoded.
struct PicturePlan {
    PictureHeader header;
    Size upright;   // the whole picture as seen
    Rect part;      // of the stored picture that is seen
    Size part_size; // that part's size on the glass, still as stored
    Size whole;     // what the whole stored picture would be scaled to, never larger than stored
};

// Pure; the picture and the zone are not empty.
PicturePlan plan_picture(const PictureHeader& header, const message::Open& open);

// Pixels in shared memory. Rows come in stored order and go where they are seen.
class FittedFrame {
public:
    // nullopt: the arena has no room.
    static std::optional<FittedFrame> take(ArenaSlots& slots, const PicturePlan& plan);

    // A scaler from rows of a picture of this size to these pixels. The frame outlives it.
    RowScaler scaler(Size rows) const;

    // Ready to ship, but for its id and time.
    message::Frame frame(Alpha alpha) const;
    std::shared_ptr<const void> pixels() const { return memory_; }

private:
    FittedFrame(const PicturePlan& plan, std::uint64_t stride, std::uint64_t offset,
                std::shared_ptr<std::byte> memory);

    void write_row(std::int32_t y, std::span<const std::uint8_t> row) const;

    PicturePlan plan_;
    std::uint64_t stride_;
    std::uint64_t offset_;
    std::shared_ptr<std::byte> memory_;
    UprightWalk walk_;
};

} // namespace marquee::player::worker
