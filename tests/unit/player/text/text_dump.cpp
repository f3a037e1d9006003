#include "tests/unit/player/text/text_dump.hpp"
#include "tests/places.hpp"

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>

#include <fmt/format.h>

namespace marquee::player {
namespace {

std::string utf8(char32_t character) {
    const std::string described = describe(character); // "U+4E00 一"
    return described.substr(described.find(' ') + 1);
}

std::string shown(char32_t character) {
    if (character == U'\n') {
        return "⏎";
    }
    return needs_no_glyph(character) || (is_blank(character) && character != U' ')
               ? fmt::format("<{:04X}>", static_cast<std::uint32_t>(character))
               : utf8(character);
}

// Without negative zeros.
std::string em(double value) {
    return fmt::format("{:7.3f}", std::round(value * 1000) / 1000 + 0.0);
}

char32_t character_of(const UnicodeText& text, std::int32_t index) {
    std::int32_t unit = 0;
    for (std::int32_t i = 0; i < index; ++i) {
        character_at(text.units, unit);
    }
    return character_at(text.units, unit);
}

std::string read_whole(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string first_difference(const std::string& is, const std::string& was) {
    std::istringstream new_lines(is);
    std::istringstream old_lines(was);
    for (int number = 1;; ++number) {
        std::string now;
        std::string before;
        const bool more = static_cast<bool>(std::getline(new_lines, now));
        const bool more_before = static_cast<bool>(std::getline(old_lines, before));
        if (now != before || more != more_before) {
            return fmt::format("line {} is \"{}\", was \"{}\"", number, now, before);
        }
        if (!more) {
            return {};
        }
    }
}

} // namespace

const FontCatalog& dump_fonts() {
    static const FontCatalog catalog =
        FontCatalog::from_files(
            {{"Noto Sans CJK SC", "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2}})
            .value();
    return catalog;
}

std::string words_of(const UnicodeText& text, const LineRange& range) {
    std::string words;
    for (std::int32_t unit = range.from; unit < range.to;) {
        words += shown(character_at(text.units, unit));
    }
    return words;
}

std::string dump_breaks(const UnicodeText& text) {
    std::string dump;
    std::int32_t from = 0;
    for (const LineBreak& each : text.breaks) {
        dump += words_of(text, {from, each.position});
        from = each.position;
        dump += each.kind == BreakKind::anywhere ? "|" : "||";
    }
    return dump + "\n";
}

std::string dump_line(const ShapedText& text, const LineRange& range) {
    const TextLine line = text.line(range.from, range.to);
    std::string dump =
        fmt::format("line {}: width {}, hanging {}\n", words_of(text.unicode(), range),
                    em(line.width), em(text.hanging(range.from, range.to)));
    for (const PlacedGlyph& glyph : line.glyphs) {
        const char32_t character = character_of(text.unicode(), glyph.character);
        dump += fmt::format("{} x {} y {} glyph {:5}{} {} {}\n", glyph.starts_run ? '*' : ' ',
                            em(glyph.x), em(glyph.y), glyph.glyph,
                            glyph.sideways ? " sideways" : "", glyph.character, shown(character));
    }
    dump += "  reach";
    for (const double reach : line.reach) {
        dump += em(reach);
    }
    return dump + "\n";
}

std::string dump_fit(const ShapedText& text, const TextFit& fit) {
    std::string dump = fmt::format(
        "{} em {} pitch {} first {} block {} margin {}\n", fit.vertical ? "columns" : "lines",
        fit.em_pixels, fit.pitch_pixels, fit.first_baseline, fit.block_pixels, fit.margin_pixels);
    for (const LineRange& line : fit.lines) {
        dump += fmt::format("  {}  {}\n", words_of(text.unicode(), line),
                            em(text.width(line.from, line.to)));
    }
    return dump;
}

std::string compare_dump(const std::string& dump, const std::string& name) {
    const auto path = std::filesystem::path(source_path("tests/golden/layout")) / (name + ".txt");
    const std::string difference = first_difference(dump, read_whole(path));
    if (!difference.empty() && std::getenv("MARQUEE_UPDATE_GOLDEN") != nullptr) {
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << dump;
    }
    return difference.empty() ? difference : name + ": " + difference;
}

} // namespace marquee::player
