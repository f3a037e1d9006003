#include "schemas/rules/validate_drawn.hpp"

#include <array>
#include <cmath>
#include <string>

#include "schemas/model/limits.hpp"
#include "schemas/rules/qr_place.hpp"
#include "schemas/rules/time_words.hpp"
#include "schemas/rules/validate_slogan.hpp"

namespace marquee::rules {

namespace {

void check_style(FindingList& findings, const TextStyle& style) {
    findings.within("style", [&] {
        findings.range("text_height_pixels", style.text_height_pixels, 0,
                       limits::canvas_pixels_max);
        if (!style.font.empty()) {
            findings.line("font", style.font, limits::name_bytes_max);
        }
    });
}

void check_language(FindingList& findings, const std::string& tag) {
    findings.line("language", tag, limits::name_bytes_max);
    if (!tag.empty() && !time_language(tag)) {
        findings.add(ErrorCode::unsupported, "times are written in Chinese and in English",
                     "language", {{"value", tag}, {"allowed", "zh, en"}});
    }
}

// Words around a number: none, one or several lines, without control characters.
void check_words(FindingList& findings, std::string_view member, const std::string& words) {
    if (words.size() > limits::name_bytes_max) {
        findings.add(ErrorCode::too_large, "the text has too many bytes", member,
                     {{"value", std::to_string(words.size())},
                      {"max", std::to_string(limits::name_bytes_max)},
                      {"unit", "bytes"}});
    } else if (has_control(words)) {
        findings.add(ErrorCode::malformed, "the text has a control character", member);
    }
}

// Relative luminance as WCAG 2.2 defines it, 0 to 1.
double luminance(const Colour& colour) {
    const auto linear = [](std::uint8_t channel) {
        const double value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.red) + 0.7152 * linear(colour.green)
           + 0.0722 * linear(colour.blue);
}

// Cameras look for dark modules on a light ground, and need to see the one against the other.
void check_contrast(FindingList& findings, const Qr& code) {
    constexpr double contrast_min = 3.0;
    for (const auto& [member, colour] :
         {std::pair{"dark", code.dark}, std::pair{"light", code.light}}) {
        if (colour.alpha != 255) {
            findings.add(ErrorCode::out_of_range, "a QR code lets nothing through", member);
        }
    }
    const double contrast = (luminance(code.light) + 0.05) / (luminance(code.dark) + 0.05);
    if (contrast < contrast_min) {
        findings.add(ErrorCode::out_of_range,
                     "no phone reads the code: `dark` must be much darker than `light`", "dark");
    }
}

} // namespace

void check_clock_face(FindingList& findings, const ClockFace& face) {
    if (face.time == ClockTime::none && !face.date && !face.weekday && !face.lunar_date) {
        findings.add(ErrorCode::missing_member, "the clock shows nothing", "time");
    }
    check_language(findings, face.language);
    check_style(findings, face.style);
}

void check_countdown(FindingList& findings, const Countdown& countdown) {
    if (!countdown.until_date.ok()) {
        findings.add(ErrorCode::out_of_range, "there is no such day", "until_date");
    }
    findings.range("until_time", countdown.until_time.seconds, 0, 86'400);
    check_words(findings, "before", countdown.before);
    check_words(findings, "after", countdown.after);
    if (is_blank(countdown.over)) {
        findings.add(ErrorCode::missing_member, "nothing is said when it is over", "over");
    }
    check_words(findings, "over", countdown.over);
    check_language(findings, countdown.language);
    check_style(findings, countdown.style);
}

void check_test_card(FindingList& findings, const TestCard& card) {
    findings.within("module", [&] {
        findings.range("width", card.module.width, 1, limits::canvas_pixels_max);
        findings.range("height", card.module.height, 1, limits::canvas_pixels_max);
    });
}

void check_qr(FindingList& findings, const Qr& code, std::optional<Size> zone) {
    if (code.text.empty()) {
        findings.add(ErrorCode::missing_member, "the code says nothing", "text");
    }
    if (code.text.size() > limits::qr_bytes_max) {
        findings.add(ErrorCode::too_large, "the text has too many bytes", "text",
                     {{"value", std::to_string(code.text.size())},
                      {"max", std::to_string(limits::qr_bytes_max)},
                      {"unit", "bytes"}});
        return;
    }
    check_contrast(findings, code);
    if (!code.caption.empty()) {
        findings.line("caption", code.caption, limits::name_bytes_max);
    }
    findings.line("language", code.language, limits::name_bytes_max);
    if (zone && !place_qr(code, *zone)) {
        const std::string needed = std::to_string(qr_side_pixels_min(code));
        findings.add(ErrorCode::out_of_range,
                     "the zone is too small for this code, which needs " + needed + " by " + needed
                         + " pixels; a shorter text makes a smaller code",
                     "text", {{"qr_pixels", needed}});
    }
}

} // namespace marquee::rules
