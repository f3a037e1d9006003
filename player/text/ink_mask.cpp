#include "player/text/ink_mask.hpp"

#include <algorithm>
#include <cmath>

namespace marquee::player {
namespace {

// What ink in one pixel does to a row `dy` above or below it.
struct DiscRow {
    struct Partial {
        std::int32_t dx = 0;
        std::uint32_t weight = 0; // of 256
    };
    std::int32_t whole = -1; // pixels up to this far left and right are covered as much as it is
    std::vector<Partial> partial;
};

// Rows of a disc from its middle outwards. A soft disc fades over one pixel outside of its radius.
std::vector<DiscRow> disc(std::int32_t radius, EdgeKind edge) {
    std::vector<DiscRow> rows;
    for (std::int32_t dy = 0; dy <= radius; ++dy) {
        DiscRow row;
        for (std::int32_t dx = 0; dx <= radius; ++dx) {
            const double distance = std::hypot(dx, dy);
            const double part =
                edge == EdgeKind::hard ? distance <= radius + 0.5 : radius + 1 - distance;
            if (part >= 1) {
                row.whole = dx;
            } else if (part > 0) {
                row.partial.push_back({dx, static_cast<std::uint32_t>(std::lround(part * 256))});
            }
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

// The columns of a row that hold ink: [first, last).
struct Span {
    std::int32_t first = 0;
    std::int32_t last = 0;
};

Span inked(const std::uint8_t* row, std::int32_t width) {
    const auto has_ink = [](std::uint8_t coverage) { return coverage != 0; };
    const std::uint8_t* first = std::find_if(row, row + width, has_ink);
    const std::uint8_t* last = row + width;
    while (last > first && last[-1] == 0) {
        --last;
    }
    return {static_cast<std::int32_t>(first - row), static_cast<std::int32_t>(last - row)};
}

void take_larger(std::uint8_t* to, const std::uint8_t* from, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        to[i] = std::max(to[i], from[i]);
    }
}

void take_larger(std::uint8_t* to, const std::uint8_t* from, std::size_t count,
                 std::uint32_t weight) {
    for (std::size_t i = 0; i < count; ++i) {
        const auto part = static_cast<std::uint8_t>((from[i] * weight + 128) >> 8);
        to[i] = std::max(to[i], part);
    }
}

// Spreads one row after the other. Rows carry `radius` blank pixels at both ends, so that nothing
// is asked about edges.
class Spreader {
public:
    Spreader(const InkMask& from, InkMask& to, std::int32_t radius, EdgeKind edge)
        : from_(from), to_(to), radius_(radius), disc_(disc(radius, edge)) {}

    void spread_row(std::int32_t y) {
        const std::uint8_t* row = from_.row(y);
        const Span ink = inked(row, from_.area.width);
        if (ink.first >= ink.last) {
            return;
        }
        const auto count = static_cast<std::size_t>(ink.last - ink.first + 2 * radius_);
        padded_.assign(count + 2 * static_cast<std::size_t>(radius_), 0);
        std::copy(row + ink.first, row + ink.last, padded_.begin() + 2 * radius_);
        const std::uint8_t* middle = padded_.data() + radius_;
        wide_.assign(count, 0);
        std::int32_t reached = -1;
        for (std::int32_t dy = radius_; dy >= 0; --dy) {
            const DiscRow& shape = disc_[static_cast<std::size_t>(dy)];
            while (reached < shape.whole) {
                ++reached;
                take_larger(wide_.data(), middle - reached, count);
                take_larger(wide_.data(), middle + reached, count);
            }
            shaped_ = wide_;
            for (const DiscRow::Partial& part : shape.partial) {
                take_larger(shaped_.data(), middle - part.dx, count, part.weight);
                take_larger(shaped_.data(), middle + part.dx, count, part.weight);
            }
            put(y - dy, ink.first - radius_);
            put(y + dy, ink.first - radius_);
        }
    }

private:
    void put(std::int32_t y, std::int32_t column) {
        if (y < to_.area.y || y >= to_.area.y + to_.area.height) {
            return;
        }
        const auto end = column + static_cast<std::int32_t>(shaped_.size());
        const std::int32_t first = std::max(0, column);
        const std::int32_t last = std::min(to_.area.width, end);
        take_larger(to_.row(y) + first, shaped_.data() + (first - column),
                    static_cast<std::size_t>(std::max(0, last - first)));
    }

    const InkMask& from_;
    InkMask& to_;
    std::int32_t radius_;
    std::vector<DiscRow> disc_;
    std::vector<std::uint8_t> padded_;
    std::vector<std::uint8_t> wide_;
    std::vector<std::uint8_t> shaped_;
};

} // namespace

InkMask spread(const InkMask& ink, std::int32_t pixels, EdgeKind edge) {
    InkMask wider(ink.area);
    Spreader spreader(ink, wider, pixels, edge);
    for (std::int32_t y = ink.area.y; y < ink.area.y + ink.area.height; ++y) {
        spreader.spread_row(y);
    }
    return wider;
}

} // namespace marquee::player
