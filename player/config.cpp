#include "player/config.hpp"

#include <array>
#include <charconv>
#include <cstdlib>
#include <string_view>

#include <unistd.h>

#include "common/own_program.hpp"
#include "common/size_text.hpp"
#include "schemas/model/limits.hpp"

#ifndef MARQUEE_VERSION
#error "the build defines MARQUEE_VERSION"
#endif

namespace marquee::player {
namespace {

constexpr std::int64_t run_seconds_max = 366LL * 24 * 3'600;
constexpr std::int64_t media_limit_mib_max = 1LL << 40;

Status check_size(const std::string& text) {
    return size_from_text(text).map([](Size) {});
}

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

std::string host_name() {
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "marquee-player";
}

Setting toggle(std::string key, std::string help) {
    return {.key = std::move(key),
            .kind = SettingKind::toggle,
            .default_value = "no",
            .help = std::move(help)};
}

Setting path(std::string key, std::string default_value, std::string help) {
    return {.key = std::move(key),
            .kind = SettingKind::path,
            .default_value = std::move(default_value),
            .help = std::move(help)};
}

Setting number(std::string key, std::string default_value, std::string help, std::int64_t least,
               std::int64_t most) {
    return {.key = std::move(key),
            .kind = SettingKind::integer,
            .default_value = std::move(default_value),
            .help = std::move(help),
            .least = least,
            .most = most};
}

} // namespace

SettingsTable player_settings() {
    SettingsTable table;
    table.program = "marquee-player";
    table.name = "player";
    table.version = MARQUEE_VERSION;
    table.summary = "Shows programs on a display and keeps it showing.";
    table.positional = "FILE…";
    table.positional_most = limits::playlist_items_max;
    constexpr std::int64_t far = limits::canvas_pixels_max;
    table.settings = {
        toggle("play", "play FILE… and the slogan locally, without a manager"),
        {.key = "slogan", .help = "text to show with --play"},
        {.key = "slogan-motion",
         .kind = SettingKind::choice,
         .default_value = "scroll_left",
         .help = "how the slogan moves",
         .choices = {"still", "scroll_left"}},
        {.key = "size",
         .default_value = "1920x1080",
         .help = "pixels of the display",
         .check = check_size},
        number("left", "0", "where the display lies on the desktop, pixels", -far, far),
        number("top", "0", "where the display lies on the desktop, pixels", -far, far),
        toggle("headless", "draw without a desktop"),
        number("seconds", "0", "stop after so many seconds; 0: never", 0, run_seconds_max),
        {.key = "display",
         .kind = SettingKind::list,
         .help = "a display under a manager: NAME=WIDTHxHEIGHT[+LEFT+TOP]; default: main, --size"},
        path("state-dir", "/var/lib/marquee/player", "what the player must not lose"),
        number("media-limit", "0",
               "the most that pictures and films may take of the disk, MiB; 0: all but a reserve",
               0, media_limit_mib_max),
        path("enrolment", "", "file that lets this device join its manager, the first time"),
        {.key = "manager",
         .help =
             "https://HOST:PORT of the manager's players' port, to join by a code on the screen"},
        {.key = "device-name", .help = "how this device calls itself; default: its host name"},
        {.key = "report-interval",
         .kind = SettingKind::duration,
         .default_value = "60s",
         .help = "how often plays and uptime are delivered to the manager",
         .least = 1'000,
         .most = 3'600'000},
        path("stats", "", "write frame statistics to this file at the end (JSON)"),
        path("capture", "", "keep a picture of what is on screen in this file (PNG)"),
        path("decoder", "", "the program marquee-decode; by default beside marquee-player"),
        path("fonts", "/usr/share/fonts", "directory with the font files"),
    };
    return table;
}

Result<DisplayPlace> display_from_text(const std::string& text) {
    const std::size_t equals = text.find('=');
    const std::size_t place_at = text.find_first_of("+-", equals == text.npos ? 0 : equals);
    DisplayPlace display;
    if (equals != text.npos && equals > 0 && equals <= limits::name_bytes_max) {
        display.name = text.substr(0, equals);
        const auto size = size_from_text(text.substr(equals + 1, place_at - equals - 1));
        std::string_view place =
            place_at == text.npos ? std::string_view() : std::string_view(text).substr(place_at);
        const bool placed = place.empty()
                            || (take_offset(place, display.place.x)
                                && take_offset(place, display.place.y) && place.empty());
        if (size && placed) {
            display.place.width = size->width;
            display.place.height = size->height;
            return display;
        }
    }
    return fail(ErrorCode::malformed, "a display is written like main=1920x1080 or "
                                      "left=960x1080+960+0");
}

namespace {

Result<std::vector<DisplayPlace>> displays_from(const Settings& settings) {
    std::vector<DisplayPlace> displays;
    for (const std::string& text : settings.list("display")) {
        auto display = display_from_text(text);
        if (!display) {
            return tl::unexpected(display.error());
        }
        for (const DisplayPlace& other : displays) {
            if (other.name == display->name) {
                return fail(ErrorCode::already_exists, "two displays are called " + other.name);
            }
        }
        displays.push_back(*std::move(display));
    }
    if (displays.size() > limits::displays_per_player_max) {
        return fail(ErrorCode::too_large, "a player drives at most "
                                              + std::to_string(limits::displays_per_player_max)
                                              + " displays");
    }
    if (displays.empty()) {
        const Size size = size_from_text(settings.text("size")).value();
        displays.push_back(
            {"main",
             {static_cast<std::int32_t>(settings.integer("left")),
              static_cast<std::int32_t>(settings.integer("top")), size.width, size.height}});
    }
    return displays;
}

} // namespace

Result<Config> config_from(const Settings& settings) {
    Config config;
    auto displays = displays_from(settings);
    if (!displays) {
        return tl::unexpected(displays.error());
    }
    config.displays = *std::move(displays);
    config.state = settings.path("state-dir");
    if (const auto mib = settings.integer("media-limit"); mib > 0) {
        config.media_bytes_max = static_cast<std::uint64_t>(mib) * limits::MiB;
    }
    config.enrolment = settings.path("enrolment");
    if (settings.has("manager")) {
        config.manager = settings.text("manager");
        while (config.manager.ends_with('/')) {
            config.manager.pop_back();
        }
    }
    config.device_name = settings.has("device-name") ? settings.text("device-name") : host_name();
    config.report_interval =
        std::chrono::duration_cast<Seconds>(settings.duration("report-interval"));
    config.headless = settings.toggle("headless");
    if (const auto seconds = settings.integer("seconds"); seconds > 0) {
        config.run_for = Seconds{seconds};
    }
    config.stats = settings.path("stats");
    config.capture = settings.path("capture");
    config.fonts_directory = settings.text("fonts");
    config.decoder =
        settings.has("decoder") ? settings.path("decoder") : beside_this_program("marquee-decode");
    const bool has_material = settings.has("slogan") || !settings.positional().empty();
    if (has_material != settings.toggle("play")) {
        return fail(ErrorCode::missing_member, has_material
                                                   ? "FILE… and --slogan need --play"
                                                   : "--play needs FILE… or --slogan TEXT");
    }
    if (has_material) {
        LocalPlay play{{}, settings.text("slogan"), Motion::scroll_left};
        play.files.assign(settings.positional().begin(), settings.positional().end());
        if (settings.text("slogan-motion") == "still") {
            play.slogan_motion = Motion::still;
        }
        config.play = std::move(play);
    }
    return config;
}

} // namespace marquee::player
