#include "player/text/text_layout.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <unicode/ubidi.h>

#include "player/text/glyph_coverage.hpp"
#include "player/text/loaded_font.hpp"

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
      text_(std::move(text)) {}

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

Status ShapedText::choose_runs() {
    const auto chain = fonts_->chain(family_);
    hb_script_t script = HB_SCRIPT_COMMON;
    for (std::size_t i = 0; i + 1 < text_.graphemes.size(); ++i) {
        const auto from = text_.graphemes[i];
        const auto to = text_.graphemes[i + 1];
        const auto font = font_for(*fonts_, chain, text_.units, from, to);
        if (!font) {
            return tl::unexpected(missing_glyph(from, to, chain.front()));
        }
        std::int32_t at = from;
        const char32_t character = character_at(text_.units, at);
        script = script_of(character, script);
        const auto level = text_.levels[static_cast<std::size_t>(from)];
        const bool line_end = character == U'\n';
        const bool continues = !runs_.empty() && !line_end && runs_.back().font == *font
                               && runs_.back().script == script && runs_.back().level == level;
        if (continues) {
            runs_.back().to = to;
        } else {
            runs_.push_back({from, to, *font, script, level});
        }
    }
    return {};
}

ShapedText::ShapedRun ShapedText::shape_run(const Run& run) const {
    const HbBuffer buffer{hb_buffer_create()};
    hb_buffer_add_utf16(buffer.get(), reinterpret_cast<const std::uint16_t*>(text_.units.data()),
                        static_cast<int>(text_.units.size()), static_cast<unsigned>(run.from),
                        run.to - run.from);
    hb_buffer_set_direction(buffer.get(), run.level % 2 == 1 ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer.get(), static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(buffer.get(), hb_language_from_string(language_.c_str(), -1));
    const LoadedFont& loaded = fonts_->loaded(run.font);
    hb_shape(loaded.font.get(), buffer.get(), nullptr, 0);

    unsigned count = 0;
    const hb_glyph_info_t* glyphs = hb_buffer_get_glyph_infos(buffer.get(), &count);
    const hb_glyph_position_t* positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
    ShapedRun shaped;
    const double em = loaded.units_per_em;
    double pen = 0;
    for (unsigned i = 0; i < count; ++i) {
        std::int32_t unit = static_cast<std::int32_t>(glyphs[i].cluster);
        std::int32_t after = unit;
        const bool line_end = character_at(text_.units, after) == U'\n';
        const double advance = line_end ? 0 : positions[i].x_advance / em;
        if (!line_end) {
            shaped.glyphs.push_back({run.font, glyphs[i].codepoint,
                                     pen + positions[i].x_offset / em, -positions[i].y_offset / em,
                                     shaped.glyphs.empty()});
        }
        hb_glyph_extents_t ink{};
        if (!line_end
            && hb_font_get_glyph_extents(loaded.font.get(), glyphs[i].codepoint, &ink) != 0) {
            const double top = (ink.y_bearing + positions[i].y_offset) / em;
            shaped.ascent = std::max(shaped.ascent, top);
            shaped.descent = std::max(shaped.descent, -(top + ink.height / em));
        }
        shaped.clusters.push_back(unit);
        shaped.advances.push_back(advance);
        pen += advance;
    }
    return shaped;
}

void ShapedText::measure() {
    std::vector<double> own(text_.units.size(), 0);
    for (const Run& run : runs_) {
        const ShapedRun shaped = shape_run(run);
        for (std::size_t i = 0; i < shaped.clusters.size(); ++i) {
            own[static_cast<std::size_t>(shaped.clusters[i])] += shaped.advances[i];
        }
        extent_.ascent = std::max(extent_.ascent, shaped.ascent);
        extent_.descent = std::max(extent_.descent, shaped.descent);
    }
    advance_to_.assign(1, 0);
    for (const double advance : own) {
        advance_to_.push_back(advance_to_.back() + advance);
    }
}

std::int32_t ShapedText::without_blanks(std::int32_t from, std::int32_t to) const {
    // All blanks of Unicode are single UTF-16 units.
    while (to > from && is_blank(text_.units[static_cast<std::size_t>(to) - 1])) {
        --to;
    }
    return to;
}

double ShapedText::width(std::int32_t from, std::int32_t to) const {
    to = without_blanks(from, to);
    return advance_to_[static_cast<std::size_t>(to)] - advance_to_[static_cast<std::size_t>(from)];
}

double ShapedText::hanging(std::int32_t from, std::int32_t to) const {
    constexpr std::u16string_view light_marks = u",.;:,。、;:";
    to = without_blanks(from, to);
    const std::int32_t end = to;
    while (to > from
           && light_marks.find(text_.units[static_cast<std::size_t>(to) - 1])
                  != std::u16string_view::npos) {
        --to;
    }
    return width(from, end) - width(from, to);
}

TextLine ShapedText::line(std::int32_t from, std::int32_t to) const {
    to = without_blanks(from, to);
    std::vector<Run> parts;
    std::vector<UBiDiLevel> levels;
    for (Run run : runs_) {
        run.from = std::max(run.from, from);
        run.to = std::min(run.to, to);
        if (run.from < run.to) {
            parts.push_back(run);
            levels.push_back(run.level);
        }
    }
    std::vector<std::int32_t> order(parts.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    TextLine line;
    for (const std::int32_t index : order) {
        ShapedRun shaped = shape_run(parts[static_cast<std::size_t>(index)]);
        for (PlacedGlyph& glyph : shaped.glyphs) {
            glyph.x += line.width;
            line.glyphs.push_back(glyph);
        }
        for (const double advance : shaped.advances) {
            line.width += advance;
        }
    }
    return line;
}

} // namespace marquee::player
