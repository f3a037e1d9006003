#include "schemas/rules/validate_slogan.hpp"

#include <algorithm>

#include "schemas/model/limits.hpp"
#include "schemas/rules/graphemes.hpp"

namespace marquee::rules {

namespace {

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

} // namespace

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

void check_slogan(FindingList& findings, const Slogan& slogan) {
    check_text(findings, slogan.text, limits::slogan_graphemes_max);
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
    });
}

Findings validate(const Slogan& slogan) {
    FindingList findings;
    check_slogan(findings, slogan);
    return findings.take();
}

} // namespace marquee::rules
