#include "player/playout/notice_program.hpp"

#include <algorithm>
#include <string_view>
#include <variant>

#include "common/sha256.hpp"

namespace marquee::player {
namespace {

// The template "alert": road-sign red, 7:1 against white.
constexpr Colour alert_ground{160, 0, 12, 255};

constexpr Milliseconds chime_again{30'000};
constexpr Milliseconds page_read_in{4'000}; // eighteen characters at the most

constexpr std::int32_t legible_pixels = 12; // of a character that stands
constexpr std::int32_t easy_pixels = 24;    // no larger one is worth waiting for
constexpr std::int32_t ideographs_at_once = 6;

// How wide a text is, in characters of Chinese: others take about half of that.
double width_of(std::string_view utf8) {
    double width = 0;
    for (const char each : utf8) {
        const auto byte = static_cast<unsigned char>(each);
        width += byte < 0x80 ? 0.55 : byte >= 0xE0 ? 1 : byte >= 0xC0 ? 0.6 : 0;
    }
    return width;
}

// About the size of letters at which all of it stands on the display.
std::int32_t standing_size(std::string_view text, Size display) {
    constexpr double pitch = 1.25; // of lines, margins included
    const double width = std::max(width_of(text), 1.0);
    for (std::int32_t size = display.height; size > 1; --size) {
        const auto lines = static_cast<std::int32_t>(display.height / (pitch * size));
        const auto in_a_line = static_cast<double>(display.width) / size - 0.5;
        if (lines > 0 && lines * in_a_line >= width) {
            return size;
        }
    }
    return 1;
}

// All at once where that is legible; else it passes over a ticker, and other displays turn pages.
Motion motion_for(std::string_view text, Size display) {
    const std::int32_t stands = standing_size(text, display);
    const std::int32_t moves = std::min(display.height, display.width / ideographs_at_once);
    const bool legible = stands >= legible_pixels && 2 * stands >= moves;
    if (legible || stands >= easy_pixels) {
        return Motion::still;
    }
    return display.width > 4 * display.height ? Motion::scroll_left : Motion::pages;
}

} // namespace

Program notice_program(const Override& notice, Size display) {
    const auto& words = std::get<Notice>(notice.action);
    Program program;
    program.organisation = notice.organisation;
    program.id = ProgramId{notice.id.value};
    program.revision = static_cast<std::int32_t>(notice.serial);
    program.name = words.text;
    PlaylistItem item;
    item.id = ItemId{notice.id.value};
    item.name = words.text;
    if (display.empty()) {
        item.duration = chime_again;
        item.content = Audio{{sha256(words.text), 0, {}}, 100, true};
        program.layout.zones.push_back({"notice", {}, {{std::move(item)}}});
        return program;
    }
    Slogan slogan;
    slogan.text = words.text;
    slogan.language = words.language;
    slogan.style.background = alert_ground;
    slogan.style.motion = motion_for(words.text, display);
    slogan.style.movement.hold =
        slogan.style.motion == Motion::pages ? page_read_in : Milliseconds{0};
    item.content = std::move(slogan);
    program.layout.canvas = display;
    program.layout.zones.push_back(
        {"notice", {0, 0, display.width, display.height}, {{std::move(item)}}});
    return program;
}

} // namespace marquee::player
