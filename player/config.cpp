#include "player/config.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include <unistd.h>

#include "common/own_program.hpp"
#include "common/size_text.hpp"
#include "player/colour_settings.hpp"
#include "player/panel_settings.hpp"
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

Setting duration(std::string key, std::string default_value, std::string help, std::int64_t least) {
    return {.key = std::move(key),
            .kind = SettingKind::duration,
            .default_value = std::move(default_value),
            .help = std::move(help),
            .least = least,
            .most = limits::item_duration_ms_max};
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
         .choices = {"still", "scroll_left", "scroll_right", "scroll_up", "scroll_down", "pages"}},
        duration("item-time", "10s", "how long a picture stays with --play",
                 limits::item_duration_ms_min),
        {.key = "transition",
         .kind = SettingKind::choice,
         .default_value = "cut",
         .help = "how one file follows the other with --play",
         .choices = {"cut", "crossfade", "slide", "wipe"}},
        duration("transition-time", "1s", "how long that takes", 0),
        {.key = "size",
         .default_value = "1920x1080",
         .help = "pixels of the display",
         .check = check_size},
        number("left", "0", "where the display lies on the desktop, pixels", -far, far),
        number("top", "0", "where the display lies on the desktop, pixels", -far, far),
        toggle("headless", "draw without a desktop"),
        {.key = "output",
         .kind = SettingKind::choice,
         .default_value = "auto",
         .help = "who draws: the processor, OpenGL, or by itself OpenGL where it is a GPU",
         .choices = {"auto", "surface", "gpu"}},
        number("seconds", "0", "stop after so many seconds; 0: never", 0, run_seconds_max),
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
        path("sound-file", "",
             "instead of a sound device: the last ten seconds that are heard, in this file (WAV)"),
        path("decoder", "", "the program marquee-decode; by default beside marquee-player"),
        path("fonts", "/usr/share/fonts", "directory with the font files"),
    };
    for (auto& group : {panel_settings(), colour_settings()}) {
        table.settings.insert(table.settings.end(), group.begin(), group.end());
    }
    return table;
}

namespace {

Transition transition_from(const Settings& settings) {
    const std::string& kind = settings.text("transition");
    Transition transition;
    if (kind == "cut") {
        return transition;
    }
    transition.kind = kind == "crossfade" ? TransitionKind::crossfade
                      : kind == "slide"   ? TransitionKind::slide
                                          : TransitionKind::wipe;
    transition.duration = settings.duration("transition-time");
    return transition;
}

Motion motion_from(std::string_view word) {
    constexpr std::array<std::pair<std::string_view, Motion>, 6> words{
        {{"still", Motion::still},
         {"scroll_left", Motion::scroll_left},
         {"scroll_right", Motion::scroll_right},
         {"scroll_up", Motion::scroll_up},
         {"scroll_down", Motion::scroll_down},
         {"pages", Motion::pages}}};
    const auto known = std::find_if(words.begin(), words.end(),
                                    [&](const auto& each) { return each.first == word; });
    return known == words.end() ? Motion::scroll_left : known->second; // no other word comes here
}

std::optional<TestCard> test_card_from(const Settings& settings) {
    if (!settings.has("test-card")) {
        return std::nullopt;
    }
    const std::string& card = settings.text("test-card");
    return TestCard{card == "grid"        ? TestCardKind::grid
                    : card == "gradients" ? TestCardKind::gradients
                    : card == "modules"   ? TestCardKind::modules
                                          : TestCardKind::sweep,
                    size_from_text(settings.text("module")).value()};
}

LocalPlay local_play_from(const Settings& settings) {
    LocalPlay play;
    play.test_card = test_card_from(settings);
    play.files.assign(settings.positional().begin(), settings.positional().end());
    play.slogan = settings.text("slogan");
    play.slogan_motion = motion_from(settings.text("slogan-motion"));
    play.item_time = settings.duration("item-time");
    play.transition = transition_from(settings);
    return play;
}

} // namespace

Result<Config> config_from(const Settings& settings) {
    Config config;
    const Status outputs =
        read_displays(settings, config).and_then([&] { return read_colours(settings, config); });
    if (!outputs) {
        return tl::unexpected(outputs.error());
    }
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
    const std::string output = settings.text("output");
    config.output = output == "gpu"       ? OutputBackend::gpu
                    : output == "surface" ? OutputBackend::surface
                                          : OutputBackend::automatic;
    if (const auto seconds = settings.integer("seconds"); seconds > 0) {
        config.run_for = Seconds{seconds};
    }
    config.stats = settings.path("stats");
    config.capture = settings.path("capture");
    config.sound_file = settings.path("sound-file");
    config.fonts_directory = settings.text("fonts");
    config.decoder =
        settings.has("decoder") ? settings.path("decoder") : beside_this_program("marquee-decode");
    const bool has_material = settings.has("slogan") || !settings.positional().empty();
    if (has_material != settings.toggle("play")) {
        return fail(ErrorCode::missing_member, has_material
                                                   ? "FILE… and --slogan need --play"
                                                   : "--play needs FILE… or --slogan TEXT");
    }
    if (has_material || settings.has("test-card")) {
        config.play = local_play_from(settings);
    }
    return config;
}

} // namespace marquee::player
