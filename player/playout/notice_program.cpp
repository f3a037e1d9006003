#include "player/playout/notice_program.hpp"

#include <variant>

namespace marquee::player {
namespace {

// The template "alert": road-sign red, 7:1 against white.
constexpr Colour alert_ground{160, 0, 12, 255};

} // namespace

Program notice_program(const Override& notice, Size display) {
    const auto& words = std::get<Notice>(notice.action);
    Slogan slogan;
    slogan.text = words.text;
    slogan.language = words.language;
    slogan.style.background = alert_ground;
    // On a ticker a still text of any length would be too small to read.
    const bool ticker = display.width > 4 * display.height;
    slogan.style.motion = ticker ? Motion::scroll_left : Motion::still;

    PlaylistItem item;
    item.id = ItemId{notice.id.value};
    item.name = words.text;
    item.content = std::move(slogan);

    Program program;
    program.organisation = notice.organisation;
    program.id = ProgramId{notice.id.value};
    program.revision = static_cast<std::int32_t>(notice.serial);
    program.name = words.text;
    program.layout.canvas = display;
    program.layout.zones.push_back(
        {"notice", {0, 0, display.width, display.height}, {{std::move(item)}}});
    return program;
}

} // namespace marquee::player
