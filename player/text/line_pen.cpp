#include "player/text/line_pen.hpp"

#include <algorithm>

namespace marquee::player {

LinePen::LinePen(const UnicodeText& text, const MarkSpacing& spacing, LineRange range,
                 WritingMode writing)
    : text_(text), spacing_(spacing), range_(range), vertical_(writing == WritingMode::vertical) {
    const auto& starts = text.graphemes;
    const auto first = std::lower_bound(starts.begin(), starts.end(), range.from);
    const auto last = std::lower_bound(first, starts.end(), range.to);
    first_grapheme_ = static_cast<std::size_t>(first - starts.begin());
    places_.resize(static_cast<std::size_t>(last - first));
    if (range.from < range.to) {
        pen_ = -spacing.at_start(range.from);
    }
}

std::size_t LinePen::grapheme_of(std::int32_t unit) const {
    const auto& starts = text_.graphemes;
    const auto after = std::upper_bound(starts.begin(), starts.end(), unit);
    const auto index = static_cast<std::size_t>(after - starts.begin()) - 1;
    return std::clamp(index, first_grapheme_, first_grapheme_ + places_.size() - 1)
           - first_grapheme_;
}

void LinePen::make_room(std::int32_t unit) {
    const double room = unit > range_.from ? spacing_.before(unit) : 0;
    pen_ += room;
    moved_ = moved_ || room != 0;
}

void LinePen::mark(std::int32_t unit, double from) {
    Place& place = places_[grapheme_of(unit)];
    if (!place.known()) {
        place.from = from;
    }
    place.to = std::max(pen_, place.from);
}

bool LinePen::is_first_of_cluster(const ShapedRun& shaped, std::size_t glyph) const {
    return glyph == 0 || shaped.clusters[glyph] != shaped.clusters[glyph - 1];
}

void LinePen::add(const TextRun& run, ShapedRun shaped) {
    for (std::size_t i = 0; i < shaped.glyphs.size(); ++i) {
        PlacedGlyph& glyph = shaped.glyphs[i];
        const std::int32_t unit = shaped.clusters[i];
        if (!run.goes_back() && is_first_of_cluster(shaped, i)) {
            make_room(unit);
        }
        (vertical_ ? glyph.y : glyph.x) += pen_;
        glyph.starts_run = glyph.starts_run || moved_;
        glyph.character = text_.characters[static_cast<std::size_t>(unit)];
        moved_ = false;
        const double from = pen_;
        pen_ += shaped.advances[i];
        mark(unit, from);
        line_.glyphs.push_back(glyph);
        const bool ends = i + 1 == shaped.glyphs.size() || is_first_of_cluster(shaped, i + 1);
        if (run.goes_back() && ends) {
            make_room(unit);
        }
    }
}

std::vector<double> LinePen::reach() const {
    std::vector<double> reached{0};
    for (std::size_t i = 0; i < places_.size();) {
        std::size_t next = i + 1;
        while (next < places_.size() && !places_[next].known()) {
            ++next;
        }
        // A ligature: each of its graphemes has an equal share.
        const Place place = places_[i].known() ? places_[i] : Place{reached.back(), reached.back()};
        for (std::size_t j = i; j < next; ++j) {
            const double share = static_cast<double>(j - i + 1) / static_cast<double>(next - i);
            const double end = place.from + share * (place.to - place.from);
            reached.push_back(std::max(reached.back(), std::min(end, line_.width)));
        }
        i = next;
    }
    return reached;
}

TextLine LinePen::take() {
    if (range_.from < range_.to) {
        line_.width = std::max(0.0, pen_ - spacing_.at_end(range_.to - 1));
    }
    line_.reach = reach();
    return std::move(line_);
}

} // namespace marquee::player
