#include "player/text/text_layout.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/ubidi.h>

#include "player/text/column_posture.hpp"
#include "player/text/glyph_coverage.hpp"
#include "player/text/line_pen.hpp"
#include "player/text/run_shaping.hpp"

namespace marquee::player {
namespace {

// The script of a character; marks and punctuation take that of what precedes them.
hb_script_t script_of(char32_t character, hb_script_t before) {
    const auto script = hb_unicode_script(hb_unicode_funcs_get_default(), character);
    const bool neutral =
        script == HB_SCRIPT_COMMON || script == HB_SCRIPT_INHERITED || script == HB_SCRIPT_UNKNOWN;
    return neutral ? before : script;
}

} // namespace

ShapedText::ShapedText(const FontCatalog& fonts, const TextRequest& request, UnicodeText text)
    : fonts_(&fonts),
      language_(request.language),
      family_(request.family),
      writing_(request.writing),
      weight_(request.weight),
      strike_pixels_(request.strike_pixels),
      text_(std::move(text)),
      drawn_(writing_ == WritingMode::vertical ? column_forms(text_.units, language_)
                                               : text_.units) {}

Result<ShapedText> ShapedText::shape(const FontCatalog& fonts, const TextRequest& request) {
    auto text = analyse_text(request.text, request.language);
    if (!text) {
        return tl::unexpected(text.error());
    }
    ShapedText shaped(fonts, request, std::move(*text));
    if (const auto chosen = shaped.choose_runs(); !chosen) {
        return tl::unexpected(chosen.error());
    }
    shaped.measure();
    return shaped;
}

Error ShapedText::missing_glyph(std::int32_t from, std::int32_t to, std::size_t font) const {
    char32_t undrawn = 0;
    for (std::int32_t at = from; at < to && undrawn == 0;) {
        const char32_t character = character_at(text_.units, at);
        const bool drawn = needs_no_glyph(character) || fonts_->draws(font, character);
        undrawn = drawn ? 0 : character;
    }
    const std::string name = describe(undrawn);
    return {ErrorCode::missing_glyph,
            fmt::format("no font draws {}", name),
            fmt::format("character {}", from),
            {{"character", name}}};
}

void ShapedText::add_run(TextRun run) {
    const auto is_line_end = [&](const TextRun& each) {
        return drawn_[static_cast<std::size_t>(each.from)] == u'\n';
    };
    if (!runs_.empty() && !is_line_end(run)) {
        TextRun& last = runs_.back();
        if (!is_line_end(last) && last.font == run.font && last.script == run.script
            && last.level == run.level && last.posture == run.posture) {
            last.to = run.to;
            return;
        }
    }
    runs_.push_back(run);
}

Status ShapedText::choose_runs() {
    const auto chain = fonts_->chain(family_, weight_, strike_pixels_);
    const bool vertical = writing_ == WritingMode::vertical;
    const auto words = vertical ? word_postures(text_) : std::vector<Posture>{};
    hb_script_t script = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i + 1 < text_.graphemes.size(); ++i) {
        const auto from = text_.graphemes[i];
        const auto to = text_.graphemes[i + 1];
        auto font = font_for(*fonts_, chain, drawn_, from, to);
        if (!font) {
            // A form for columns that no font has is not asked for.
            drawn_.replace(static_cast<std::size_t>(from), static_cast<std::size_t>(to - from),
                           text_.units, static_cast<std::size_t>(from),
                           static_cast<std::size_t>(to - from));
            font = font_for(*fonts_, chain, drawn_, from, to);
        }
        if (!font) {
            return tl::unexpected(missing_glyph(from, to, chain.front()));
        }
        std::int32_t at = from;
        const char32_t character = character_at(drawn_, at);
        script = script_of(character, script);
        const auto level = text_.levels[static_cast<std::size_t>(from)];
        Posture posture = Posture::along;
        if (vertical) {
            posture = words[i] != Posture::sideways
                          ? words[i]
                          : character_posture(*fonts_, *font, language_, character);
        }
        add_run({from, to, *font, script, level, posture});
    }
    return {};
}

void ShapedText::measure() {
    std::vector<double> own(text_.units.size(), 0);
    const bool vertical = writing_ == WritingMode::vertical;
    extent_ = vertical ? TextExtent{0.5, 0.5} : TextExtent{};
    for (const TextRun& run : runs_) {
        if (drawn_[static_cast<std::size_t>(run.from)] == u'\n') {
            continue;
        }
        const ShapedRun shaped = shape_run(fonts_->loaded(run.font), language_, drawn_, run);
        for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
            own[static_cast<std::size_t>(shaped.clusters[i])] += shaped.advances[i];
        }
        if (strike_pixels_ == 0) { // those made by hand fill their em box to the pixel
            extent_.ascent = std::max(extent_.ascent, shaped.ascent);
            extent_.descent = std::max(extent_.descent, shaped.descent);
        }
    }
    if (vertical) {
        extent_.ascent = extent_.descent = std::max(extent_.ascent, extent_.descent);
    }
    advance_to_.assign(1, 0);
    ink_to_.assign(1, 0);
    for (std::size_t i = 0; i < own.size(); ++i) {
        advance_to_.push_back(advance_to_.back() + own[i]);
        // All blanks of Unicode are single UTF-16 units.
        ink_to_.push_back(is_blank(text_.units[i]) ? ink_to_.back()
                                                   : static_cast<std::int32_t>(i) + 1);
    }
    spacing_ = MarkSpacing::measure(*fonts_, language_, drawn_, text_.graphemes, runs_);
}

std::int32_t ShapedText::without_blanks(std::int32_t from, std::int32_t to) const {
    return std::max(from, ink_to_[static_cast<std::size_t>(to)]);
}

double ShapedText::width(std::int32_t from, std::int32_t to) const {
    to = without_blanks(from, to);
    if (to == from) {
        return 0;
    }
    const double advances =
        advance_to_[static_cast<std::size_t>(to)] - advance_to_[static_cast<std::size_t>(from)];
    return std::max(0.0, advances + spacing_.on_line(from, to));
}

double ShapedText::hanging(std::int32_t from, std::int32_t to) const {
    constexpr std::u16string_view light_marks = u",.;:\uFF0C\uFF0E\u3002\u3001\uFF1B\uFF1A";
    to = without_blanks(from, to);
    const std::int32_t end = to;
    while (to > from
           && light_marks.find(drawn_[static_cast<std::size_t>(to) - 1])
                  != std::u16string_view::npos) {
        --to;
    }
    return width(from, end) - width(from, to);
}

std::vector<TextRun> ShapedText::runs_of(std::int32_t from, std::int32_t to) const {
    std::vector<TextRun> parts;
    std::vector<UBiDiLevel> levels;
    auto run = std::lower_bound(runs_.begin(), runs_.end(), from,
                                [](const TextRun& each, std::int32_t at) { return each.to <= at; });
    for (; run != runs_.end() && run->from < to; ++run) {
        if (drawn_[static_cast<std::size_t>(run->from)] == u'\n') {
            continue;
        }
        parts.push_back(*run);
        parts.back().from = std::max(run->from, from);
        parts.back().to = std::min(run->to, to);
        levels.push_back(run->level);
    }
    std::vector<std::int32_t> order(parts.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    std::vector<TextRun> visual;
    for (const std::int32_t index : order) {
        visual.push_back(parts[static_cast<std::size_t>(index)]);
    }
    return visual;
}

TextLine ShapedText::line(std::int32_t from, std::int32_t to) const {
    to = without_blanks(from, to);
    LinePen pen(text_, spacing_, {from, to}, writing_);
    for (const TextRun& run : runs_of(from, to)) {
        pen.add(run, shape_run(fonts_->loaded(run.font), language_, drawn_, run));
    }
    return pen.take();
}

} // namespace marquee::player
