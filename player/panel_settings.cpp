#include "player/panel_settings.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "common/size_text.hpp"
#include "player/named_setting.hpp"
#include "player/panel_map_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view loudspeaker = "loudspeaker"; // in place of a size

// "+960+0" and the like: where a display lies.
bool take_offset(std::string_view& text, std::int32_t& value) {
    if (text.empty() || (text.front() != '+' && text.front() != '-')) {
        return false;
    }
    const char* begin = text.data() + (text.front() == '+' ? 1 : 0);
    const auto number = std::from_chars(begin, text.data() + text.size(), value);
    const auto taken = static_cast<std::size_t>(number.ptr - text.data());
    const bool good = number.ec == std::errc{} && std::abs(value) <= limits::canvas_pixels_max;
    text.remove_prefix(good ? taken : 0);
    return good;
}

// "1920x1080" or "960x1080+960+0".
std::optional<Rect> place_from(std::string_view text) {
    const std::size_t offset = std::min(text.find_first_of("+-"), text.size());
    const auto size = size_from_text(text.substr(0, offset));
    text.remove_prefix(offset);
    Rect place;
    const bool placed =
        text.empty() || (take_offset(text, place.x) && take_offset(text, place.y) && text.empty());
    if (!size || !placed) {
        return std::nullopt;
    }
    place.width = size->width;
    place.height = size->height;
    return place;
}

Status read_windows(const Settings& settings, Config& config) {
    for (const std::string& text : settings.list("window")) {
        const auto named = named_from(text);
        const auto place = named ? place_from(named->said) : std::nullopt;
        if (!place) {
            return fail(ErrorCode::malformed, "a window is written like sender=1920x1080+0+0",
                        text);
        }
        if (find_named(config.windows, named->name) != nullptr) {
            return fail(ErrorCode::already_exists, "two windows are called " + named->name);
        }
        config.windows.push_back({named->name, *place});
    }
    return {};
}

Status read_maps(const Settings& settings, Config& config) {
    for (const std::string& text : settings.list("display-map")) {
        const auto named = named_from(text);
        if (!named) {
            return fail(ErrorCode::malformed,
                        "a map is written like main=folded:4 or main=/etc/marquee/main.map.json",
                        text);
        }
        DisplayPlace* display = find_named(config.displays, named->name);
        if (display == nullptr || display->kind == DisplayKind::loudspeaker) {
            return fail(ErrorCode::invalid_reference, "no screen is called " + named->name, text);
        }
        const Size canvas = display->place.size();
        auto map = names_map(named->said) ? named_map(named->said, canvas)
                                          : panel_map_from_file(named->said, canvas);
        if (!map) {
            return tl::unexpected(std::move(map.error()));
        }
        display->map = is_plain(*map) ? std::nullopt : std::optional(*std::move(map));
    }
    return {};
}

// Displays in a window lie in it, apart from each other.
Status check_windows(Config& config) {
    for (std::size_t i = 0; i < config.displays.size(); ++i) {
        const DisplayPlace& display = config.displays[i];
        if (display.window.empty()) {
            continue;
        }
        const WindowPlace* window = find_named(config.windows, display.window);
        if (window == nullptr) {
            return fail(ErrorCode::invalid_reference, "no window is called " + display.window);
        }
        const Rect place = display.footprint();
        if (intersect(place, {0, 0, window->place.width, window->place.height}) != place) {
            return fail(ErrorCode::out_of_range,
                        "display " + display.name + " reaches out of window " + window->name);
        }
        for (std::size_t other = 0; other < i; ++other) {
            const DisplayPlace& before = config.displays[other];
            if (before.window == display.window && !intersect(before.footprint(), place).empty()) {
                return fail(ErrorCode::already_exists, "displays " + before.name + " and "
                                                           + display.name + " lie over each other");
            }
        }
    }
    return {};
}

Status read_display_list(const Settings& settings, Config& config) {
    for (const std::string& text : settings.list("display")) {
        auto display = display_from_text(text);
        if (!display) {
            return tl::unexpected(display.error());
        }
        if (find_named(config.displays, display->name) != nullptr) {
            return fail(ErrorCode::already_exists, "two displays are called " + display->name);
        }
        config.displays.push_back(*std::move(display));
    }
    if (config.displays.size() > limits::displays_per_player_max) {
        return fail(ErrorCode::too_large, "a player drives at most "
                                              + std::to_string(limits::displays_per_player_max)
                                              + " displays");
    }
    if (config.displays.empty()) {
        const Size size = size_from_text(settings.text("size")).value();
        config.displays.push_back(
            {"main",
             {static_cast<std::int32_t>(settings.integer("left")),
              static_cast<std::int32_t>(settings.integer("top")), size.width, size.height}});
    }
    return {};
}

Status check_module(const std::string& text) {
    return size_from_text(text).map([](Size) {});
}

} // namespace

std::vector<Setting> panel_settings() {
    return {
        {.key = "display",
         .kind = SettingKind::list,
         .help = "a display: NAME=WIDTHxHEIGHT[+LEFT+TOP][@WINDOW] or NAME=loudspeaker; default: "
                 "main, --size"},
        {.key = "window",
         .kind = SettingKind::list,
         .help = "a window for displays that share an output: NAME=WIDTHxHEIGHT[+LEFT+TOP]"},
        {.key = "display-map",
         .kind = SettingKind::list,
         .help = "how a panel is wired: NAME=rotate:90, folded:ROWS, serpentine:ROWS, mirror or a "
                 "file"},
        {.key = "test-card",
         .kind = SettingKind::choice,
         .help = "show a test card, without a manager",
         .choices = {"grid", "gradients", "modules", "sweep"}},
        {.key = "module",
         .default_value = "64x32",
         .help = "pixels of one module on that card",
         .check = check_module},
    };
}

Result<DisplayPlace> display_from_text(const std::string& text) {
    const auto named = named_from(text);
    DisplayPlace display;
    if (named) {
        display.name = named->name;
        if (named->said == loudspeaker) {
            display.kind = DisplayKind::loudspeaker;
            return display;
        }
        const std::size_t at = named->said.find('@');
        const auto place = place_from(named->said.substr(0, at));
        display.window = at == named->said.npos ? std::string() : named->said.substr(at + 1);
        if (place && (at == named->said.npos || !display.window.empty())) {
            display.place = *place;
            return display;
        }
    }
    return fail(ErrorCode::malformed, "a display is written like main=1920x1080, "
                                      "left=960x1080+960+0, a=192x64+0+0@sender or "
                                      "horn=loudspeaker");
}

Status read_displays(const Settings& settings, Config& config) {
    return read_windows(settings, config)
        .and_then([&] { return read_display_list(settings, config); })
        .and_then([&] { return read_maps(settings, config); })
        .and_then([&] { return check_windows(config); });
}

} // namespace marquee::player
