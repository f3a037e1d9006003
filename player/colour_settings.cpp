#include "player/colour_settings.hpp"

#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "player/named_setting.hpp"

namespace marquee::player {
namespace {

constexpr double gamma_min = 1.0;
constexpr double gamma_max = 4.0;
constexpr std::int32_t kelvin_min = 4'000; // where the formula of daylight begins, and ends
constexpr std::int32_t kelvin_max = 25'000;
// Indoors a sixth of the light is enough; the sun asks for all.
constexpr const char* usual_light_curve = "0:10 10:16 100:35 1000:65 10000:100";

std::optional<double> gamma_from(std::string_view text) {
    double gamma = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), gamma);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    return whole && gamma >= gamma_min && gamma <= gamma_max ? std::optional(gamma) : std::nullopt;
}

Status check_gamma(const std::string& text) {
    return gamma_from(text) ? Status{}
                            : fail(ErrorCode::out_of_range, "a gamma is a number from 1 to 4");
}

std::optional<std::int32_t> temperature_from(std::string_view text) {
    std::int32_t kelvin = -1;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), kelvin);
    const bool whole = read.ec == std::errc{} && read.ptr == text.data() + text.size();
    const bool fits = kelvin == 0 || (kelvin >= kelvin_min && kelvin <= kelvin_max);
    return whole && fits ? std::optional(kelvin) : std::nullopt;
}

Status check_temperature(const std::string& text) {
    return temperature_from(text)
               ? Status{}
               : fail(ErrorCode::out_of_range, "a colour temperature is 4000 to 25000, or 0");
}

Status check_light_curve(const std::string& text) {
    return light_curve_from_text(text).map([](const auto&) {});
}

// "2.8" or "2.8@6500"; the white point of `usual` where none is said.
std::optional<PanelColour> colour_from(std::string_view text, const PanelColour& usual) {
    const std::size_t at = text.find('@');
    const auto gamma = gamma_from(text.substr(0, at));
    const auto kelvin = at == text.npos ? std::optional(usual.temperature_kelvin)
                                        : temperature_from(text.substr(at + 1));
    return gamma && kelvin ? std::optional(PanelColour{*gamma, *kelvin}) : std::nullopt;
}

Status read_own_colours(const Settings& settings, Config& config, const PanelColour& usual) {
    for (const std::string& text : settings.list("display-colour")) {
        const auto named = named_from(text);
        const auto colour = named ? colour_from(named->said, usual) : std::nullopt;
        if (!colour) {
            return fail(
                ErrorCode::malformed,
                "the colour of a panel is written like main=2.8 or main=2.8@6500: its gamma "
                "from 1 to 4 and its white from 4000 to 25000",
                text);
        }
        DisplayPlace* display = find_named(config.displays, named->name);
        if (display == nullptr || display->kind == DisplayKind::loudspeaker) {
            return fail(ErrorCode::invalid_reference, "no screen is called " + named->name, text);
        }
        display->colour = *colour;
    }
    return {};
}

} // namespace

std::vector<Setting> colour_settings() {
    return {
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
        {.key = "display-colour",
         .kind = SettingKind::list,
         .help = "gamma, and white if it is another, of one display: NAME=GAMMA[@KELVIN]"},
    };
}

Status read_colours(const Settings& settings, Config& config) {
    const PanelColour usual{gamma_from(settings.text("panel-gamma")).value_or(picture_gamma),
                            static_cast<std::int32_t>(settings.integer("colour-temperature"))};
    for (DisplayPlace& display : config.displays) {
        display.colour = usual;
    }
    config.light_sensor = settings.path("light-sensor");
    return light_curve_from_text(settings.text("light-curve"))
        .and_then([&](std::vector<LightPoint> curve) {
            config.light_curve = std::move(curve);
            return read_own_colours(settings, config, usual);
        });
}

} // namespace marquee::player
