// What of a planned slogan is seen at a position: parts of its sheets and where they go. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "player/sources/page_motion.hpp"
#include "player/sources/scroll_motion.hpp"
#include "player/sources/slogan_plan.hpp"

namespace marquee::player {

// As a Piece, before there is a picture.
struct SheetPart {
    std::size_t sheet = 0;
    Rect source; // in sheet pixels
    Rect target; // in zone pixels; may reach out of the zone
    std::int32_t opacity = opaque_piece;

    friend bool operator==(const SheetPart&, const SheetPart&) = default;
};

// Any thread.
class SloganCourse {
public:
    explicit SloganCourse(std::shared_ptr<const SloganPlan> plan);

    const SloganPlan& plan() const { return *plan_; }

    // In drawing order; empty where nothing is seen.
    std::vector<SheetPart> parts(Microseconds position) const;

    // Sheets that are seen at `position` or soon after, in ascending order.
    std::vector<std::size_t> wanted(Microseconds position) const;

    // The first position after `position` with other parts; none: there never are.
    std::optional<Microseconds> next_change(Microseconds position) const;

private:
    void add_strip(const ScrollCopy& copy, std::vector<SheetPart>& parts) const;
    std::vector<std::size_t> wanted_of_strip(const ScrollMotion& scroll,
                                             Microseconds position) const;

    std::shared_ptr<const SloganPlan> plan_;
    std::variant<ScrollMotion, PageMotion> motion_;
};

} // namespace marquee::player
