// Which page of a slogan stands, and how far it has come or gone. Pure: a function of the position
// alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/slogan_motion.hpp"

namespace marquee::player {

// What pages are about.
struct PageOrder {
    std::vector<std::int32_t> pages{1}; // of the text, and of its translation where it has one
    Effect enter;
    Effect exit;
    Milliseconds hold{0};     // 0: the item's duration is shared
    Microseconds duration{1}; // of the item
    std::int32_t rounds = 0;
};

// The text and its translation have equal times, and within them their pages. With a hold of 0 all
// rounds (without end: one) take the item's duration; else the longer of the two takes as long as
// its pages enter, hold and leave. Effects longer than their page are shortened in proportion.
PagesDescription describe_pages(const PageOrder& order);

// A blink flashes no more often (WCAG 2.2, 2.3.1 allows three times a second); one that is shorter
// is left out.
inline constexpr Microseconds flash_time = Milliseconds{400};

// How far an effect is through.
inline constexpr std::int32_t effect_whole = 65'536;

struct PageMoment {
    std::size_t page = 0;
    EffectKind effect = EffectKind::cut; // cut: the page stands
    Direction direction = Direction::left;
    bool leaving = false;
    std::int32_t progress = effect_whole; // of the effect
    Microseconds duration{0};             // of the effect

    friend bool operator==(const PageMoment&, const PageMoment&) = default;
};

// How a page looks at a moment: all that decides about its pixels.
struct PageLook {
    static constexpr std::int32_t all = -1;

    std::size_t page = 0;
    std::int32_t x = 0; // the words are moved so far
    std::int32_t y = 0;
    Rect seen;                    // what of the zone shows them
    std::int32_t opacity = 256;   // of 256
    std::int32_t graphemes = all; // so many are there

    friend bool operator==(const PageLook&, const PageLook&) = default;
};

// `graphemes`: how many the page has. A slide gathers speed and loses it again, all else goes on
// evenly; a slide goes the whole length of the zone.
PageLook look_at(const PageMoment& moment, Size zone, std::int32_t graphemes);

// Pages of a zone, with their graphemes (of each page of a round; for the typewriter).
class PageMotion {
public:
    PageMotion(PagesDescription description, Size zone, std::vector<std::int32_t> graphemes);

    const PagesDescription& description() const { return pages_; }

    PageMoment moment(Microseconds position) const;
    PageLook look(Microseconds position) const;

    // The first position after `position` at which the look is another; none: it never is.
    std::optional<Microseconds> next_change(Microseconds position) const;

private:
    struct Place {
        std::size_t page = 0;
        Microseconds round_from{0}; // as a position
        bool stays = false;         // it is the last page of the last round
    };

    Place place_at(Microseconds position) const;
    bool never_changes() const;
    // The next end of an effect or a page; only where there is one.
    Microseconds next_boundary(Microseconds position) const;

    PagesDescription pages_;
    Size zone_;
    std::vector<std::int32_t> graphemes_;
};

} // namespace marquee::player
