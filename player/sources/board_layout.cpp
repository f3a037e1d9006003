#include "player/sources/board_layout.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "player/text/text_fit.hpp"

namespace marquee::player {
namespace {

constexpr std::int32_t words_pixels_min = 9; // em; ideographs below are a smear
constexpr double small_share = 0.38;         // of the large words' size
constexpr double gap_apart = 0.5;            // em, between words of a sentence
constexpr double gap_close = 0.06;           // em, between a number and its unit
constexpr double gap_of_lines = 0.24;        // of the lower line's height
constexpr double padding = 1.0 / 16;         // em, on either side of a word

using rules::TimeLine;
using rules::TimeWord;
using rules::WordSize;

bool is_digit(char character) {
    return character >= '0' && character <= '9';
}

// One after the other, as the cells of a line.
class LineMaker {
public:
    LineMaker(const FontCatalog& fonts, const std::string& language, const TextStyle& style,
              TextExtent& extent)
        : fonts_(fonts), language_(language), style_(style), extent_(extent) {}

    Status add(const TimeWord& word) {
        gap_ = line_.empty() ? 0 : word.apart ? gap_apart : gap_close;
        return word.counts ? add_counting(word) : add_text(word.text, word.size, true);
    }

    BoardLine take() { return std::move(line_); }

private:
    Result<ShapedText> shape(const std::string& text) {
        return ShapedText::shape(fonts_, {text, language_, style_.font});
    }

    Status add_text(const std::string& text, WordSize size, bool padded) {
        const auto shaped = shape(text);
        if (!shaped) {
            return tl::unexpected(shaped.error());
        }
        extent_.ascent = std::max(extent_.ascent, shaped->extent().ascent);
        extent_.descent = std::max(extent_.descent, shaped->extent().descent);
        const auto end = static_cast<std::int32_t>(shaped->unicode().units.size());
        add_cell({shaped->line(0, end), shaped->width(0, end), size, false, padded, 0});
        return {};
    }

    // The widest digit makes the columns.
    Status add_counting(const TimeWord& word) {
        const auto digits = shape("0123456789");
        if (!digits) {
            return tl::unexpected(digits.error());
        }
        double widest = 0;
        for (std::int32_t digit = 0; digit < 10; ++digit) {
            widest = std::max(widest, digits->width(digit, digit + 1));
        }
        for (std::size_t from = 0; from < word.text.size();) {
            if (is_digit(word.text[from])) {
                add_cell({{}, widest, word.size, true, false, 0});
                ++from;
                continue;
            }
            std::size_t end = from;
            while (end < word.text.size() && !is_digit(word.text[end])) {
                ++end;
            }
            if (Status added = add_text(word.text.substr(from, end - from), word.size, false);
                !added) {
                return added;
            }
            from = end;
        }
        return {};
    }

    void add_cell(BoardCell cell) {
        cell.gap = std::exchange(gap_, 0.0);
        line_.push_back(std::move(cell));
    }

    const FontCatalog& fonts_;
    const std::string& language_;
    const TextStyle& style_;
    TextExtent& extent_;
    BoardLine line_;
    double gap_ = 0; // before the next cell
};

bool is_one_size(const std::vector<TimeLine>& lines) {
    const auto has_large = [](const TimeLine& line) {
        return std::any_of(line.begin(), line.end(),
                           [](const TimeWord& word) { return word.size == WordSize::large; });
    };
    return lines.size() == 1 || std::none_of(lines.begin(), lines.end(), has_large);
}

// Lines at one size, in pixels.
class Setting {
public:
    Setting(const BoardLines& lines, std::int32_t em) : lines_(lines), large_(em) {
        small_ = lines.one_size ? em : static_cast<std::int32_t>(std::lround(em * small_share));
    }

    std::int32_t large() const { return large_; }
    std::int32_t small() const { return small_; }
    std::int32_t em(const BoardCell& cell) const {
        return cell.size == WordSize::large ? large_ : small_;
    }
    std::int32_t em(const BoardLine& line) const {
        std::int32_t highest = 0;
        for (const BoardCell& cell : line) {
            highest = std::max(highest, em(cell));
        }
        return highest;
    }

    std::int32_t pad(const BoardCell& cell) const {
        return cell.padded ? static_cast<std::int32_t>(std::ceil(em(cell) * padding)) : 0;
    }
    std::int32_t width(const BoardCell& cell) const {
        return static_cast<std::int32_t>(std::ceil(cell.width * em(cell))) + 2 * pad(cell);
    }
    std::int32_t gap(const BoardLine& line, std::size_t index) const {
        if (index == 0) {
            return 0;
        }
        const std::int32_t smaller = std::min(em(line[index - 1]), em(line[index]));
        return static_cast<std::int32_t>(std::lround(line[index].gap * smaller));
    }
    std::int32_t width(const BoardLine& line) const {
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < line.size(); ++i) {
            sum += gap(line, i) + width(line[i]);
        }
        return sum;
    }

    std::int32_t ascent(std::int32_t em) const {
        return static_cast<std::int32_t>(std::ceil(lines_.extent.ascent * em));
    }
    std::int32_t height(std::int32_t em) const {
        return ascent(em) + static_cast<std::int32_t>(std::ceil(lines_.extent.descent * em));
    }
    // From the line above to this one.
    std::int32_t gap_above(std::size_t index) const {
        return index == 0 ? 0
                          : static_cast<std::int32_t>(
                              std::lround(height(em(lines_.lines[index])) * gap_of_lines));
    }
    std::int32_t height() const {
        std::int32_t sum = 0;
        for (std::size_t i = 0; i < lines_.lines.size(); ++i) {
            sum += gap_above(i) + height(em(lines_.lines[i]));
        }
        return sum;
    }

    bool fits(const TextBox& box) const {
        return height() <= box.height
               && std::all_of(lines_.lines.begin(), lines_.lines.end(),
                              [&](const BoardLine& line) { return width(line) <= box.width; });
    }

private:
    const BoardLines& lines_;
    std::int32_t large_;
    std::int32_t small_;
};

std::int32_t left_of(Alignment alignment, std::int32_t width, const TextBox& box) {
    switch (alignment) {
    case Alignment::start:
        return box.margin_x;
    case Alignment::centre:
        return box.margin_x + (box.width - width) / 2;
    case Alignment::end:
        return box.margin_x + box.width - width;
    }
    return box.margin_x;
}

} // namespace

Result<BoardLines> shape_board(const FontCatalog& fonts, const std::vector<TimeLine>& lines,
                               const std::string& language, const TextStyle& style) {
    BoardLines board;
    board.one_size = is_one_size(lines);
    for (const TimeLine& line : lines) {
        LineMaker maker(fonts, language, style, board.extent);
        for (const TimeWord& word : line) {
            if (Status added = maker.add(word); !added) {
                return tl::unexpected(added.error());
            }
        }
        board.lines.push_back(maker.take());
    }
    return board;
}

double BoardPlan::size() const {
    return small_em_pixels < words_pixels_min
               ? 0
               : std::sqrt(static_cast<double>(large_em_pixels) * small_em_pixels);
}

BoardPlan plan_board(const BoardLines& lines, Size zone, const TextStyle& style) {
    const TextBox box = text_box(zone);
    const std::int32_t highest =
        style.text_height_pixels > 0 ? std::min(style.text_height_pixels, box.height) : box.height;
    std::int32_t fits = 0;
    for (std::int32_t too_large = highest + 1; too_large - fits > 1;) {
        const std::int32_t middle = fits + (too_large - fits) / 2;
        (Setting(lines, middle).fits(box) ? fits : too_large) = middle;
    }
    const Setting setting(lines, fits);
    BoardPlan plan{{}, setting.large(), setting.small()};
    std::int32_t top = (zone.height - setting.height()) / 2;
    for (std::size_t i = 0; i < lines.lines.size(); ++i) {
        const BoardLine& line = lines.lines[i];
        top += setting.gap_above(i);
        const std::int32_t baseline = top + setting.ascent(setting.em(line));
        std::int32_t x = left_of(style.alignment, setting.width(line), box);
        for (std::size_t j = 0; j < line.size(); ++j) {
            const std::int32_t em = setting.em(line[j]);
            x += setting.gap(line, j);
            plan.cells.push_back(
                {&line[j],
                 {x, baseline - setting.ascent(em), setting.width(line[j]), setting.height(em)},
                 em,
                 setting.ascent(em),
                 setting.pad(line[j])});
            x += setting.width(line[j]);
        }
        top += setting.height(setting.em(line));
    }
    return plan;
}

} // namespace marquee::player
