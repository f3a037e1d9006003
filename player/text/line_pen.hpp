// Puts shaped runs on one line, from left to right or from top to bottom.
#pragma once

#include <vector>

#include "player/text/mark_spacing.hpp"
#include "player/text/text_layout.hpp"

namespace marquee::player {

class LinePen {
public:
    // The line holds `range` of `text`; both and `spacing` must outlive it.
    LinePen(const UnicodeText& text, const MarkSpacing& spacing, LineRange range,
            WritingMode writing);

    // The next run in visual order.
    void add(const TextRun& run, ShapedRun shaped);

    TextLine take();

private:
    // Where a cluster lies along the line, by the grapheme that starts it.
    struct Place {
        double from = 0;
        double to = -1; // before `from`: no cluster starts here

        bool known() const { return to >= from; }
    };

    bool is_first_of_cluster(const ShapedRun& shaped, std::size_t glyph) const;
    void make_room(std::int32_t unit);
    std::size_t grapheme_of(std::int32_t unit) const; // of this line, from 0
    void mark(std::int32_t unit, double from);
    std::vector<double> reach() const;

    const UnicodeText& text_;
    const MarkSpacing& spacing_;
    LineRange range_;
    bool vertical_;
    std::size_t first_grapheme_ = 0;
    std::vector<Place> places_;
    double pen_ = 0;
    bool moved_ = false; // room was made before the next glyph
    TextLine line_;
};

} // namespace marquee::player
