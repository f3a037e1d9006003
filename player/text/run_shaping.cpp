#include "player/text/run_shaping.hpp"

#include <algorithm>
#include <array>

#include <hb-ot.h>

namespace marquee::player {
namespace {

// Of the em box of ideographs: where its baseline lies below its top, and its middle above the
// baseline. Sideways letters stand with that middle on the middle of their column.
constexpr double ascent_em = 0.88;
constexpr double middle_em = 0.38;

constexpr hb_tag_t half_width = HB_TAG('h', 'w', 'i', 'd');
constexpr hb_tag_t half_mark = HB_TAG('h', 'a', 'l', 't');
constexpr hb_tag_t half_mark_in_column = HB_TAG('v', 'h', 'a', 'l');

hb_feature_t enabled(hb_tag_t tag) {
    return {tag, 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
}

hb_direction_t direction_of(const TextRun& run) {
    if (run.posture == Posture::upright) {
        return run.goes_back() ? HB_DIRECTION_BTT : HB_DIRECTION_TTB;
    }
    return run.goes_back() ? HB_DIRECTION_RTL : HB_DIRECTION_LTR;
}

HbBuffer shaped_buffer(const LoadedFont& font, const std::string& language,
                       const std::u16string& units, const TextRun& run, hb_tag_t feature) {
    HbBuffer buffer{hb_buffer_create()};
    hb_buffer_add_utf16(buffer.get(), reinterpret_cast<const std::uint16_t*>(units.data()),
                        static_cast<int>(units.size()), static_cast<unsigned>(run.from),
                        run.to - run.from);
    hb_buffer_set_direction(buffer.get(), direction_of(run));
    hb_buffer_set_script(buffer.get(), static_cast<hb_script_t>(run.script));
    hb_buffer_set_language(buffer.get(), hb_language_from_string(language.c_str(), -1));
    const hb_feature_t wanted = enabled(feature);
    hb_shape(font.font.get(), buffer.get(), &wanted, feature == HB_TAG_NONE ? 0 : 1);
    return buffer;
}

// Glyphs and positions of a shaped buffer, which must outlive it.
struct Shaping {
    explicit Shaping(const HbBuffer& buffer) {
        glyphs = hb_buffer_get_glyph_infos(buffer.get(), &count);
        positions = hb_buffer_get_glyph_positions(buffer.get(), nullptr);
    }

    unsigned count = 0;
    const hb_glyph_info_t* glyphs = nullptr;
    const hb_glyph_position_t* positions = nullptr;
};

// Ink of a glyph about its origin, y up; em.
struct Ink {
    double left = 0;
    double right = 0;
    double top = 0;
    double bottom = 0;
};

Ink ink_of(const LoadedFont& font, hb_codepoint_t glyph) {
    hb_glyph_extents_t found{};
    if (hb_font_get_glyph_extents(font.font.get(), glyph, &found) == 0) {
        return {};
    }
    const double em = font.units_per_em;
    return {found.x_bearing / em, (found.x_bearing + found.width) / em, found.y_bearing / em,
            (found.y_bearing + found.height) / em};
}

// How far the glyph's ink reaches across its line.
void extend(ShapedRun& run, const PlacedGlyph& glyph, const Ink& ink, Posture posture) {
    const auto reach = [&](double up, double down) {
        run.ascent = std::max(run.ascent, up);
        run.descent = std::max(run.descent, down);
    };
    switch (posture) {
    case Posture::along:
        return reach(ink.top - glyph.y, glyph.y - ink.bottom);
    case Posture::sideways:
        return reach(glyph.x + ink.top, -(glyph.x + ink.bottom));
    case Posture::upright:
    case Posture::together:
        return reach(glyph.x + ink.right, -(glyph.x + ink.left));
    }
}

// Two digits in one cell: side by side about the middle of the column, on one baseline. The first
// takes the whole cell.
void gather(ShapedRun& run) {
    double width = 0;
    for (const double advance : run.advances) {
        width += advance;
    }
    double pen = -width / 2;
    for (std::size_t i = 0; i < run.glyphs.size(); ++i) {
        PlacedGlyph& glyph = run.glyphs[i];
        glyph.x += pen;
        glyph.y += ascent_em - (i == 0 ? 0 : 1);
        pen += run.advances[i];
        run.advances[i] = i == 0 ? 1 : 0;
    }
}

std::array<double, 2> offset_of(const hb_glyph_position_t& position, double em, Posture posture) {
    const double x = position.x_offset / em;
    const double y = position.y_offset / em;
    return posture == Posture::sideways ? std::array{y - middle_em, x} : std::array{x, -y};
}

bool has_feature(const LoadedFont& font, hb_tag_t wanted) {
    for (const hb_tag_t table : {HB_OT_TAG_GPOS, HB_OT_TAG_GSUB}) {
        std::array<hb_tag_t, 64> tags{};
        unsigned start = 0;
        unsigned count = 0;
        do {
            count = tags.size();
            hb_ot_layout_table_get_feature_tags(font.face.get(), table, start, &count, tags.data());
            if (std::find(tags.begin(), tags.begin() + count, wanted) != tags.begin() + count) {
                return true;
            }
            start += count;
        } while (count == tags.size());
    }
    return false;
}

// From the ink alone: half an em that is blank on one side, or a quarter on both.
MarkTrim trim_by_ink(double advance, double first, double last) {
    if (advance < 0.9 || last <= first) {
        return {};
    }
    const double before = first / advance;
    const double after = 1 - last / advance;
    if (before >= 0.45) {
        return {0.5 * advance, 0};
    }
    if (after >= 0.45) {
        return {0, 0.5 * advance};
    }
    return before >= 0.22 && after >= 0.22 ? MarkTrim{0.25 * advance, 0.25 * advance} : MarkTrim{};
}

} // namespace

ShapedRun shape_run(const LoadedFont& font, const std::string& language,
                    const std::u16string& units, const TextRun& run) {
    const bool cell = run.posture == Posture::together;
    const HbBuffer buffer =
        shaped_buffer(font, language, units, run, cell ? half_width : HB_TAG_NONE);
    const Shaping shaping(buffer);
    ShapedRun shaped;
    const double em = font.units_per_em;
    for (unsigned i = 0; i < shaping.count; ++i) {
        const hb_glyph_position_t& position = shaping.positions[i];
        const bool upright = run.posture == Posture::upright;
        const auto [x, y] = offset_of(position, em, run.posture);
        shaped.glyphs.push_back({run.font, shaping.glyphs[i].codepoint, x, y, i == 0,
                                 run.posture == Posture::sideways, 0});
        shaped.clusters.push_back(static_cast<std::int32_t>(shaping.glyphs[i].cluster));
        shaped.advances.push_back((upright ? -position.y_advance : position.x_advance) / em);
    }
    if (cell) {
        gather(shaped);
    }
    for (const PlacedGlyph& glyph : shaped.glyphs) {
        extend(shaped, glyph, ink_of(font, glyph.glyph), run.posture);
    }
    return shaped;
}

bool has_vertical_form(const LoadedFont& font, const std::string& language, char32_t character) {
    std::u16string units;
    if (character > 0xFFFF) {
        return false; // none of the marks in question
    }
    units.push_back(static_cast<char16_t>(character));
    const auto glyph = [&](Posture posture) {
        const TextRun run{0, 1, 0, HB_SCRIPT_HAN, 0, posture};
        const HbBuffer buffer = shaped_buffer(font, language, units, run, HB_TAG_NONE);
        const Shaping shaping(buffer);
        return shaping.count == 0 ? 0 : shaping.glyphs[0].codepoint;
    };
    return glyph(Posture::upright) != glyph(Posture::along);
}

MarkTrim trim_of(const LoadedFont& font, const std::string& language, char16_t mark,
                 const TextRun& run) {
    const bool column = run.posture == Posture::upright;
    const hb_tag_t feature = column ? half_mark_in_column : half_mark;
    const std::u16string units(1, mark);
    const TextRun alone{0, 1, run.font, run.script, 0, run.posture};
    const HbBuffer whole_buffer = shaped_buffer(font, language, units, alone, HB_TAG_NONE);
    const Shaping whole(whole_buffer);
    if (whole.count != 1) {
        return {};
    }
    const hb_glyph_position_t& at = whole.positions[0];
    const double em = font.units_per_em;
    if (!has_feature(font, feature)) {
        const Ink ink = ink_of(font, whole.glyphs[0].codepoint);
        return column ? trim_by_ink(-at.y_advance / em, -(at.y_offset / em + ink.top),
                                    -(at.y_offset / em + ink.bottom))
                      : trim_by_ink(at.x_advance / em, at.x_offset / em + ink.left,
                                    at.x_offset / em + ink.right);
    }
    const HbBuffer half_buffer = shaped_buffer(font, language, units, alone, feature);
    const Shaping half(half_buffer);
    if (half.count != 1) {
        return {};
    }
    const hb_glyph_position_t& narrow = half.positions[0];
    const double lost =
        column ? (narrow.y_advance - at.y_advance) / em : (at.x_advance - narrow.x_advance) / em;
    const double before =
        column ? (narrow.y_offset - at.y_offset) / em : (at.x_offset - narrow.x_offset) / em;
    return {std::clamp(before, 0.0, std::max(0.0, lost)), std::max(0.0, lost - before)};
}

} // namespace marquee::player
