// Fits of text that does not stand in its zone all at once.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <utility>

#include "player/text/line_room.hpp"
#include "player/text/line_wrapping.hpp"
#include "player/text/text_fit.hpp"

namespace marquee::player {
namespace {

constexpr std::int32_t ideographs_across = 8;   // in a line that moves across
constexpr std::int32_t em_pixels_sensible = 24; // large enough that several lines may be seen
constexpr std::int32_t em_pixels_of_pages = 48; // the same, of lines that stand
constexpr std::int32_t lines_seen = 3;
constexpr std::int32_t page_lines_max = 6;
constexpr double packed_at_most = 1.5;   // times the lines that it takes without regard to phrases
constexpr double smaller_at_most = 0.75; // so that fewer phrases are parted
constexpr double smaller_cost = 1.5;     // of all phrases parted, against no size at all

struct Setting {
    Wrapping wrapping = Wrapping::anywhere;
    std::vector<LineRange> lines;
};

// Lines of `em` that end with phrases, unless that takes many more of them.
std::optional<Setting> lines_of(const ShapedText& text, const LineRoom& room, std::int32_t em) {
    const double width = static_cast<double>(room.along) / em;
    auto least = wrap(text, Wrapping::anywhere, width);
    auto packed = wrap(text, Wrapping::packed, width);
    if (!least || !packed) {
        return std::nullopt;
    }
    const double bearable = packed_at_most * static_cast<double>(least->size());
    return static_cast<double>(packed->size()) <= bearable
               ? Setting{Wrapping::packed, std::move(*packed)}
               : Setting{Wrapping::anywhere, std::move(*least)};
}

// The largest em up to `em_max` at which no word is longer than a line; 0 when there is none.
std::int32_t em_of_words(const ShapedText& text, const LineRoom& room, std::int32_t em_max) {
    std::int32_t fits = 0;
    std::int32_t too_large = em_max + 1;
    while (too_large - fits > 1) {
        const std::int32_t middle = fits + (too_large - fits) / 2;
        const double width = static_cast<double>(room.along) / middle;
        (wrap(text, Wrapping::anywhere, width) ? fits : too_large) = middle;
    }
    return fits;
}

std::int32_t sensible_em_across(const LineRoom& room) {
    const std::int32_t several = room.em_of_lines(lines_seen);
    const std::int32_t by_height =
        std::max(several, std::min(em_pixels_sensible, room.em_of_lines(1)));
    return std::min(by_height, std::max(em_pixels_min, room.along / ideographs_across));
}

std::int32_t sensible_em_of_pages(const LineRoom& room) {
    std::int32_t em = room.em_of_lines(1);
    for (std::int32_t lines = 2; lines <= lines_seen; ++lines) {
        const std::int32_t smaller = room.em_of_lines(lines);
        em = smaller >= em_pixels_of_pages ? smaller : em;
    }
    return std::min(em, std::max(em_pixels_min, room.along / ideographs_at_once));
}

bool ends_phrase(const ShapedText& text, const LineRange& line) {
    const auto& breaks = text.unicode().breaks;
    const auto at = std::lower_bound(
        breaks.begin(), breaks.end(), line.to,
        [](const LineBreak& each, std::int32_t position) { return each.position < position; });
    return at == breaks.end() || at->kind >= BreakKind::phrase;
}

// Where nobody wishes a size: at most a quarter smaller than `em_max`, when fewer phrases are
// parted.
std::int32_t em_of_phrases(const ShapedText& text, const LineRoom& room, std::int32_t em_max) {
    const auto least = static_cast<std::int32_t>(std::ceil(em_max * smaller_at_most));
    std::int32_t best = em_max;
    double best_cost = std::numeric_limits<double>::infinity();
    for (std::int32_t em = em_max; em >= std::max(least, em_pixels_min);
         em -= std::max(1, em_max / 24)) {
        const auto setting = lines_of(text, room, em);
        if (!setting) {
            continue;
        }
        const auto whole =
            std::count_if(setting->lines.begin(), setting->lines.end(),
                          [&](const LineRange& line) { return ends_phrase(text, line); });
        const double parted =
            1 - static_cast<double>(whole) / static_cast<double>(setting->lines.size());
        const double cost = parted + smaller_cost * (1 - static_cast<double>(em) / em_max);
        if (cost < best_cost) {
            best_cost = cost;
            best = em;
        }
    }
    return best;
}

// The size at which a text is cut into lines: as wanted, or as `sensible`; smaller for long words.
std::int32_t em_of(const ShapedText& text, const LineRoom& room, std::int32_t wanted,
                   std::int32_t sensible) {
    if (wanted > 0) {
        return em_of_words(text, room, std::min(wanted, room.em_of_lines(1)));
    }
    const std::int32_t em = em_of_words(text, room, sensible);
    return em < em_pixels_min ? em : em_of_phrases(text, room, em);
}

bool is_marks_alone(const ShapedText& text, const LineRange& line) {
    for (std::int32_t unit = line.from; unit < line.to;) {
        if (!is_mark(character_at(text.unicode().units, unit))) {
            return false;
        }
    }
    return true;
}

// How many lines each page has: as few pages as possible, about equally full, ended with phrases.
// Least sum of costs over all ways to cut.
std::vector<std::size_t> cut(const ShapedText& text, const std::vector<LineRange>& lines,
                             std::size_t lines_max) {
    const std::size_t pages = std::max<std::size_t>((lines.size() + lines_max - 1) / lines_max, 1);
    const double even = static_cast<double>(lines.size()) / static_cast<double>(pages);
    constexpr double page_cost = 1'000; // of one more page
    constexpr double phrase_cost = 1.5; // of a page that ends inside a phrase
    constexpr double marks_cost = 100;  // of a page of marks alone
    std::vector<double> cost(lines.size() + 1, std::numeric_limits<double>::infinity());
    std::vector<std::size_t> last(lines.size() + 1, 0); // lines of the page that ends here
    cost[0] = 0;
    for (std::size_t end = 1; end <= lines.size(); ++end) {
        const double inside = ends_phrase(text, lines[end - 1]) ? 0 : phrase_cost;
        bool marks = true;
        for (std::size_t size = 1; size <= std::min(end, lines_max); ++size) {
            marks = marks && is_marks_alone(text, lines[end - size]);
            const double uneven = static_cast<double>(size) - even;
            const double sum =
                cost[end - size] + page_cost + uneven * uneven + inside + (marks ? marks_cost : 0);
            if (sum < cost[end]) {
                cost[end] = sum;
                last[end] = size;
            }
        }
    }
    std::vector<std::size_t> sizes;
    for (std::size_t end = lines.size(); end > 0; end -= last[end]) {
        sizes.push_back(last[end]);
    }
    std::reverse(sizes.begin(), sizes.end());
    return sizes;
}

// A line that the text itself left empty shows nothing on a page.
bool is_empty(const ShapedText& text, const LineRange& line) {
    return text.width(line.from, line.to) == 0;
}

} // namespace

Result<TextFit> fit_across(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const LineRoom room(text, zone);
    TextFit fit;
    fit.em_pixels = em_of(text, room, em_wanted, sensible_em_across(room));
    if (fit.em_pixels < em_pixels_min) {
        return does_not_fit(zone);
    }
    Setting setting = *lines_of(text, room, fit.em_pixels);
    fit.lines = balanced(text, setting.wrapping, static_cast<double>(room.along) / fit.em_pixels,
                         std::move(setting.lines));
    place(fit, room, 0);
    place(fit, room, fit.block_pixels);
    return fit;
}

Result<std::vector<TextFit>> fit_pages(const ShapedText& text, Size zone, std::int32_t em_wanted) {
    const LineRoom room(text, zone);
    const std::int32_t em_max =
        em_wanted > 0 ? std::min(em_wanted, room.em_of_lines(1)) : sensible_em_of_pages(room);
    if (auto whole = fit_still(text, zone, em_wanted); whole && whole->em_pixels >= em_max) {
        return std::vector{*std::move(whole)};
    }
    const std::int32_t em = em_of(text, room, em_wanted, em_max);
    if (em < em_pixels_min) {
        return does_not_fit(zone);
    }
    Setting setting = *lines_of(text, room, em);
    auto lines = balanced(text, setting.wrapping, static_cast<double>(room.along) / em,
                          std::move(setting.lines));
    const auto empty = [&](const LineRange& line) { return is_empty(text, line); };
    lines.erase(std::remove_if(lines.begin(), lines.end(), empty), lines.end());
    const std::int32_t lines_max = std::min(page_lines_max, room.lines_of_em(em));
    std::vector<TextFit> pages;
    const auto add_page = [&](std::vector<LineRange> page_lines) {
        TextFit page;
        page.em_pixels = em;
        page.lines = std::move(page_lines);
        place(page, room, room.zone_across);
        pages.push_back(std::move(page));
    };
    auto next = lines.begin();
    for (const std::size_t size : cut(text, lines, static_cast<std::size_t>(lines_max))) {
        const auto last = next + static_cast<std::ptrdiff_t>(size);
        add_page({next, last});
        next = last;
    }
    if (pages.empty()) {
        add_page({}); // a text of blanks
    }
    return pages;
}

} // namespace marquee::player
