#include "player/text/line_wrapping.hpp"

#include <utility>

namespace marquee::player {
namespace {

using Breaks = std::vector<LineBreak>::const_iterator;
using Lines = std::optional<std::vector<LineRange>>;

constexpr double precise_em = 0.05;

// What is kept whole while that is possible ends here.
bool ends_part(Wrapping wrapping, BreakKind kind) {
    switch (wrapping) {
    case Wrapping::as_written:
        return kind == BreakKind::line;
    case Wrapping::anywhere:
        return true;
    default:
        return kind >= BreakKind::phrase;
    }
}

bool may_part(Wrapping wrapping) {
    return wrapping == Wrapping::within_phrases || wrapping == Wrapping::packed;
}

// The part [from, last break before `end`], broken wherever the language allows.
Lines fill(const ShapedText& text, std::int32_t from, Breaks next, Breaks end, double width_em) {
    std::vector<LineRange> lines;
    std::int32_t good = from;
    for (; next != end; ++next) {
        if (text.width(from, next->position) > width_em) {
            if (good == from || text.width(good, next->position) > width_em) {
                return std::nullopt;
            }
            lines.push_back({from, good});
            from = good;
        }
        good = next->position;
    }
    lines.push_back({from, good});
    return lines;
}

// The same, in lines of about one width.
Lines fill_evenly(const ShapedText& text, std::int32_t from, Breaks next, Breaks end,
                  double width_em) {
    Lines best = fill(text, from, next, end, width_em);
    double too_narrow = 0;
    while (best && width_em - too_narrow > precise_em) {
        const double middle = (width_em + too_narrow) / 2;
        Lines narrower = fill(text, from, next, end, middle);
        if (narrower && narrower->size() == best->size()) {
            best = std::move(narrower);
            width_em = middle;
        } else {
            too_narrow = middle;
        }
    }
    return best;
}

// Lines as they grow, part by part.
class Filling {
public:
    Filling(const ShapedText& text, Wrapping wrapping, double width_em)
        : text_(text), wrapping_(wrapping), width_em_(width_em) {}

    // The next part, whose breaks are [first, end). False when it cannot be set.
    bool add(Breaks first, Breaks end) {
        const std::int32_t part = to_;
        const LineBreak& last = *(end - 1);
        if (text_.width(from_, last.position) > width_em_) {
            end_line();
            if (text_.width(part, last.position) > width_em_) {
                const auto pieces = may_part(wrapping_)
                                        ? fill_evenly(text_, part, first, end, width_em_)
                                        : std::nullopt;
                if (!pieces) {
                    return false;
                }
                lines_.insert(lines_.end(), pieces->begin(), pieces->end());
                from_ = to_ = last.position;
                return true;
            }
        }
        to_ = last.position;
        if (last.kind == BreakKind::line || wrapping_ == Wrapping::within_phrases) {
            end_line();
        }
        return true;
    }

    std::vector<LineRange> take() { return std::move(lines_); }

private:
    void end_line() {
        if (to_ > from_) {
            lines_.push_back({from_, to_});
        }
        from_ = to_;
    }

    const ShapedText& text_;
    Wrapping wrapping_;
    double width_em_;
    std::int32_t from_ = 0;
    std::int32_t to_ = 0;
    std::vector<LineRange> lines_;
};

} // namespace

Lines wrap(const ShapedText& text, Wrapping wrapping, double width_em) {
    Filling filling(text, wrapping, width_em);
    const auto& breaks = text.unicode().breaks;
    for (auto first = breaks.begin(); first != breaks.end();) {
        auto end = first;
        while (!ends_part(wrapping, end->kind)) { // the last break is a line's
            ++end;
        }
        ++end;
        if (!filling.add(first, end)) {
            return std::nullopt;
        }
        first = end;
    }
    return filling.take();
}

std::vector<LineRange> balanced(const ShapedText& text, Wrapping wrapping, double width_em,
                                std::vector<LineRange> lines) {
    double fits = width_em;
    double too_narrow = 0;
    while (fits - too_narrow > precise_em) {
        const double middle = (fits + too_narrow) / 2;
        auto candidate = wrap(text, wrapping, middle);
        if (candidate && candidate->size() == lines.size()) {
            lines = std::move(*candidate);
            fits = middle;
        } else {
            too_narrow = middle;
        }
    }
    return lines;
}

} // namespace marquee::player
