#include "schemas/rules/validate_slogan.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/graphemes.hpp"
#include "schemas/rules/slogan_variables.hpp"

namespace marquee::rules {

bool is_blank(std::string_view text) {
    constexpr std::string_view ideographic_space = "\xE3\x80\x80";
    while (!text.empty()) {
        if (text.front() == ' ' || text.front() == '\n') {
            text.remove_prefix(1);
        } else if (text.starts_with(ideographic_space)) {
            text.remove_prefix(ideographic_space.size());
        } else {
            return false;
        }
    }
    return true;
}

bool has_control(std::string_view text) {
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return (byte < 0x20 && c != '\n') || byte == 0x7F;
    });
}

void check_text(FindingList& findings, std::string_view text, std::size_t characters_max) {
    if (is_blank(text)) {
        findings.add(ErrorCode::missing_member, "the text says nothing", "text");
    }
    if (has_control(text)) {
        findings.add(ErrorCode::malformed, "the text has a control character", "text");
    }
    if (text.size() > limits::slogan_bytes_max) {
        findings.add(ErrorCode::too_large, "the text has too many bytes", "text",
                     {{"value", std::to_string(text.size())},
                      {"max", std::to_string(limits::slogan_bytes_max)},
                      {"unit", "bytes"}});
        return;
    }
    const std::size_t characters = visible_characters(text);
    if (characters > characters_max) {
        findings.add(ErrorCode::too_large, "the text has too many characters", "text",
                     {{"value", std::to_string(characters)},
                      {"max", std::to_string(characters_max)},
                      {"unit", "characters"}});
    }
}

namespace {

std::int32_t code_points(std::string_view utf8) {
    return static_cast<std::int32_t>(std::count_if(utf8.begin(), utf8.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0) != 0x80;
    }));
}

void check_colours(FindingList& findings, const Slogan& slogan) {
    const std::vector<ColourRun>& runs = slogan.style.letters.colours;
    findings.at_most("colours", runs.size(), limits::colour_runs_max);
    std::int32_t last = 0;
    const std::int32_t end = code_points(slogan.text);
    findings.each("colours", runs, [&](const ColourRun& run) {
        findings.range("from", run.from, last, end - 1);
        findings.range("until", run.until, run.from + 1, end);
        last = std::max(last, run.until);
    });
}

void check_letters(FindingList& findings, const Slogan& slogan) {
    const Letters& letters = slogan.style.letters;
    findings.within("outline", [&] {
        findings.range("width_pixels", letters.outline.width_pixels, 0, limits::outline_pixels_max);
    });
    findings.within("shadow", [&] {
        findings.range("x_pixels", letters.shadow.x_pixels, -limits::shadow_pixels_max,
                       limits::shadow_pixels_max);
        findings.range("y_pixels", letters.shadow.y_pixels, -limits::shadow_pixels_max,
                       limits::shadow_pixels_max);
    });
    check_colours(findings, slogan);
}

void check_effect(FindingList& findings, std::string_view member, const Effect& effect) {
    findings.within(member, [&] {
        findings.range("duration_ms", effect.duration.count(), 0, limits::effect_ms_max);
    });
}

void check_movement(FindingList& findings, const Movement& movement) {
    check_effect(findings, "enter", movement.enter);
    check_effect(findings, "exit", movement.exit);
    findings.range("hold_ms", movement.hold.count(), 0, limits::page_hold_ms_max);
    findings.range("loops", movement.loops, 0, limits::slogan_loops_max);
}

void check_font_asset(FindingList& findings, const AssetRef& font) {
    if (!font.media_type.starts_with("font/")) {
        findings.add(
            ErrorCode::unsupported, "this is no font", "media_type",
            {{"value", font.media_type}, {"allowed", "font/otf, font/ttf, font/collection"}});
    }
    findings.range("size_bytes", static_cast<std::int64_t>(font.size_bytes), 1,
                   std::int64_t{limits::font_bytes_max});
}

// A text whose variables are said anew; `text` is as long as a text may be.
void check_variables(FindingList& findings, const Slogan& slogan, const std::string& text) {
    if (!slogan.variables) {
        return;
    }
    const auto parts = parse_slogan(text);
    if (!parts) {
        ErrorParams params = parts.error().params;
        params.emplace_back("at", parts.error().where);
        findings.add(parts.error().code, parts.error().what, "text", std::move(params));
        return;
    }
    const std::size_t most = characters_max(*parts);
    if (most > limits::slogan_graphemes_max) {
        findings.add(ErrorCode::too_large, "with its variables the text has too many characters",
                     "text",
                     {{"value", std::to_string(most)},
                      {"max", std::to_string(limits::slogan_graphemes_max)},
                      {"unit", "characters"}});
    }
}

} // namespace

void check_slogan(FindingList& findings, const Slogan& slogan) {
    check_text(findings, slogan.text, limits::slogan_graphemes_max);
    check_variables(findings, slogan, slogan.text);
    findings.line("language", slogan.language, limits::name_bytes_max);
    findings.within("style", [&] {
        const SloganStyle& style = slogan.style;
        findings.range("speed_pixels_per_second", style.speed_pixels_per_second, 0,
                       limits::scroll_pixels_per_second_max);
        findings.range("text_height_pixels", style.text_height_pixels, 0,
                       limits::canvas_pixels_max);
        if (!style.font.empty()) {
            findings.line("font", style.font, limits::name_bytes_max);
        }
        if (style.font_asset) {
            findings.within("font_asset", [&] { check_font_asset(findings, *style.font_asset); });
        }
        findings.within("letters", [&] { check_letters(findings, slogan); });
        findings.within("movement", [&] { check_movement(findings, style.movement); });
    });
    if (slogan.translation) {
        findings.within("translation", [&] {
            check_text(findings, slogan.translation->text, limits::slogan_graphemes_max);
            check_variables(findings, slogan, slogan.translation->text);
            findings.line("language", slogan.translation->language, limits::name_bytes_max);
        });
    }
}

Findings validate(const Slogan& slogan) {
    FindingList findings;
    check_slogan(findings, slogan);
    return findings.take();
}

} // namespace marquee::rules
