#include "player/panel_settings.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include "common/size_text.hpp"
#include "player/panel_map_file.hpp"
#include "schemas/model/limits.hpp"

namespace marquee::player {
namespace {

constexpr std::string_view loudspeaker = "loudspeaker"; // in place of a size
constexpr double gamma_min = 1.0;
constexpr double gamma_max = 4.0;
constexpr std::int32_t kelvin_min = 4'000; // where the formula of daylight begins, and ends
constexpr std::int32_t kelvin_max = 25'000;
// Indoors a sixth of the light is enough; the sun asks for all.
constexpr const char* usual_light_curve = "0:10 10:16 100:35 1000:65 10000:100";

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

// What is said of whom: "main=folded:4".
struct Named {
    std::string name;
    std::string_view said;
};

std::optional<Named> named_from(std::string_view text) {
    const std::size_t equals = text.find('=');
    if (equals == text.npos || equals == 0 || equals > limits::name_bytes_max) {
        return std::nullopt;
    }
    return Named{std::string(text.substr(0, equals)), text.substr(equals + 1)};
}

template<typename Place>
Place* find_named(std::vector<Place>& places, const std::string& name) {
    const auto found = std::find_if(places.begin(), places.end(),
                                    [&](const Place& place) { return place.name == name; });
    return found == places.end() ? nullptr : &*found;
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

std::optional<double> gamma_from(const std::string& text) {
    double gamma = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), gamma);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && gamma >= gamma_min && gamma <= gamma_max ? std::optional(gamma) : std::nullopt;
}

Status check_gamma(const std::string& text) {
    return gamma_from(text) ? Status{}
                            : fail(ErrorCode::out_of_range, "a gamma is a number from 1 to 4");
}

Status check_temperature(const std::string& text) {
    std::int32_t kelvin = 0;
    std::from_chars(text.data(), text.data() + text.size(), kelvin);
    return kelvin == 0 || kelvin >= kelvin_min
               ? Status{}
               : fail(ErrorCode::out_of_range, "a colour temperature is 4000 to 25000, or 0");
}

Status check_light_curve(const std::string& text) {
    return light_curve_from_text(text).map([](const auto&) {});
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
        {.key = "panel-gamma",
         .default_value = "2.2",
         .help = "with which power of what it is sent a panel gives light",
         .check = check_gamma},
        {.key = "colour-temperature",
         .kind = SettingKind::integer,
         .default_value = "0",
         .help = "white of the panels, kelvin, 4000 to 25000; 0: as it is sent",
         .most = kelvin_max,
         .check = check_temperature},
        {.key = "light-sensor",
         .kind = SettingKind::path,
         .help = "file with the light around the panels in lux, by which they are dimmed"},
        {.key = "light-curve",
         .default_value = usual_light_curve,
         .help = "lux:percent, ascending: how bright the panels are by the sensor",
         .check = check_light_curve},
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

Status read_panel_colour(const Settings& settings, Config& config) {
    config.panel_colour.panel_gamma = gamma_from(settings.text("panel-gamma")).value_or(2.2);
    config.panel_colour.temperature_kelvin =
        static_cast<std::int32_t>(settings.integer("colour-temperature"));
    config.light_sensor = settings.path("light-sensor");
    return light_curve_from_text(settings.text("light-curve"))
        .map([&](std::vector<LightPoint> curve) { config.light_curve = std::move(curve); });
}

} // namespace marquee::player
