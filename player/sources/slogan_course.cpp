#include "player/sources/slogan_course.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace marquee::player {
namespace {

std::variant<ScrollMotion, PageMotion> motion_of(const SloganPlan& plan) {
    if (const auto* scroll = std::get_if<ScrollDescription>(&plan.motion)) {
        return ScrollMotion(*scroll);
    }
    std::vector<std::int32_t> graphemes;
    for (const SloganBlock& page : plan.blocks) {
        graphemes.push_back(page.graphemes());
    }
    return PageMotion(std::get<PagesDescription>(plan.motion), plan.zone, std::move(graphemes));
}

bool is_level(Direction direction) {
    return direction == Direction::left || direction == Direction::right;
}

bool goes_back(Direction direction) {
    return direction == Direction::right || direction == Direction::down;
}

// What of the page is there after its first `graphemes`: rectangles of the block.
std::vector<Rect> typed_part(const SloganBlock& page, bool vertical, std::int32_t graphemes) {
    std::vector<Rect> parts;
    for (const TypedLine& line : page.typed) {
        const auto count = std::max(static_cast<std::int32_t>(line.reach.size()) - 1, 0);
        const std::int32_t there = std::min(graphemes, count);
        graphemes -= there;
        if (there > 0) {
            Rect part = line.band;
            (vertical ? part.height : part.width) = line.reach[static_cast<std::size_t>(there)];
            parts.push_back(part);
        }
    }
    return parts;
}

void add_part(const SloganBlock& page, const PageLook& look, Rect part,
              std::vector<SheetPart>& parts) {
    const Rect whole{page.at.x + part.x + look.x, page.at.y + part.y + look.y, part.width,
                     part.height};
    const Rect seen = intersect(whole, look.seen);
    if (!seen.empty()) {
        parts.push_back(
            {look.page,
             {part.x + seen.x - whole.x, part.y + seen.y - whole.y, seen.width, seen.height},
             seen,
             look.opacity});
    }
}

std::vector<SheetPart> page_parts(const SloganPlan& plan, const PageLook& look) {
    std::vector<SheetPart> parts;
    if (look.opacity <= 0) {
        return parts;
    }
    const SloganBlock& page = plan.blocks[look.page];
    if (look.graphemes == PageLook::all) {
        add_part(page, look, {0, 0, page.at.width, page.at.height}, parts);
        return parts;
    }
    const bool vertical = plan.style.letters.writing == WritingMode::vertical;
    for (const Rect part : typed_part(page, vertical, look.graphemes)) {
        add_part(page, look, part, parts);
    }
    return parts;
}

} // namespace

SloganCourse::SloganCourse(std::shared_ptr<const SloganPlan> plan)
    : plan_(std::move(plan)), motion_(motion_of(*plan_)) {}

// The pieces of one copy that lie in the zone.
void SloganCourse::add_strip(const ScrollCopy& copy, std::vector<SheetPart>& parts) const {
    const auto& scroll = std::get<ScrollDescription>(plan_->motion);
    const Rect at = plan_->blocks.front().at;
    const bool level = is_level(scroll.direction);
    const auto phases = static_cast<std::size_t>(scroll.phases);
    for (std::size_t sheet = static_cast<std::size_t>(copy.phase); sheet < sheet_count(*plan_);
         sheet += phases) {
        const Rect area = sheet_area(*plan_, sheet);
        const Rect target{(level ? copy.at : at.x) + area.x, (level ? at.y : copy.at) + area.y,
                          area.width, area.height};
        if (!intersect(target, {0, 0, plan_->zone.width, plan_->zone.height}).empty()) {
            parts.push_back({sheet, {0, 0, area.width, area.height}, target});
        }
    }
}

std::vector<SheetPart> SloganCourse::parts(Microseconds position) const {
    if (const auto* pages = std::get_if<PageMotion>(&motion_)) {
        return page_parts(*plan_, pages->look(position));
    }
    std::vector<SheetPart> parts;
    for (const ScrollCopy& copy : std::get<ScrollMotion>(motion_).copies(position)) {
        add_strip(copy, parts);
    }
    return parts;
}

// Measured from the end of the strip that enters first: what lies in the zone, and as much more as
// enters in a second and a half and one sheet.
std::vector<std::size_t> SloganCourse::wanted_of_strip(const ScrollMotion& scroll,
                                                       Microseconds position) const {
    const ScrollDescription& known = scroll.description();
    const std::int64_t period = known.period_pixels;
    const std::int64_t ahead =
        strip_piece_pixels + std::int64_t{known.steps_per_second} * 3 / 2 / known.phases;
    const std::int64_t entered = scroll.travelled(position) / known.phases % period;
    std::set<std::size_t> sheets;
    for (const std::int64_t pass : {period, std::int64_t{0}, -period}) {
        std::int64_t from = std::max<std::int64_t>(entered + pass - known.zone_pixels, 0);
        std::int64_t until = std::min<std::int64_t>(entered + pass + ahead, known.strip_pixels);
        if (from >= until) {
            continue;
        }
        if (goes_back(known.direction)) {
            std::swap(from, until);
            from = known.strip_pixels - from;
            until = known.strip_pixels - until;
        }
        const auto first = from / strip_piece_pixels * known.phases;
        const auto last = ((until - 1) / strip_piece_pixels + 1) * known.phases;
        for (std::int64_t sheet = first; sheet < last; ++sheet) {
            sheets.insert(static_cast<std::size_t>(sheet));
        }
    }
    return {sheets.begin(), sheets.end()};
}

std::vector<std::size_t> SloganCourse::wanted(Microseconds position) const {
    if (const auto* scroll = std::get_if<ScrollMotion>(&motion_)) {
        return wanted_of_strip(*scroll, position);
    }
    const std::size_t page = std::get<PageMotion>(motion_).moment(position).page;
    const std::size_t next = (page + 1) % plan_->blocks.size();
    return {std::min(page, next), std::max(page, next)};
}

std::optional<Microseconds> SloganCourse::next_change(Microseconds position) const {
    return std::visit([&](const auto& motion) { return motion.next_change(position); }, motion_);
}

} // namespace marquee::player
