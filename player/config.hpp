// What the operator decides about a player: flags, environment, /etc/marquee/player.properties.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "common/settings.hpp"
#include "player/panel/colour.hpp"
#include "player/panel/light_curve.hpp"
#include "player/panel/panel_map.hpp"
#include "schemas/model/enrolment.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// The local mode: material from the command line, no manager.
struct LocalPlay {
    std::vector<std::filesystem::path> files;
    std::string slogan;                // may be empty
    std::optional<TestCard> test_card; // instead of everything else
    Motion slogan_motion = Motion::scroll_left;
    Milliseconds item_time{10'000}; // of a picture; films have a length of their own
    Transition transition;          // into every file
};

// A window of the desktop that several displays share, as panels share the output of a sending
// card. Black where none of them lies.
struct WindowPlace {
    std::string name;
    Rect place; // on the desktop

    friend bool operator==(const WindowPlace&, const WindowPlace&) = default;
};

// One display of the player: its name, the size of its canvas, and where that lies on the desktop
// or in the window it shares. A loudspeaker lies nowhere.
struct DisplayPlace {
    std::string name;
    Rect place;
    DisplayKind kind = DisplayKind::screen;
    std::string window = {};          // shared; empty: one of its own
    std::optional<PanelMap> map = {}; // none: as it is
    PanelColour colour = {};

    // What it takes of the window or desktop.
    Rect footprint() const {
        const Size size = map ? map->output : place.size();
        return {place.x, place.y, size.width, size.height};
    }

    friend bool operator==(const DisplayPlace&, const DisplayPlace&) = default;
};

// Who draws: a GPU where there is one, or the one that was said.
enum class OutputBackend { automatic, surface, gpu };

struct Config {
    std::optional<LocalPlay> play;
    std::vector<DisplayPlace> displays;  // never empty; local play uses the first
    std::vector<WindowPlace> windows;    // that displays share
    std::filesystem::path light_sensor;  // empty: none
    std::vector<LightPoint> light_curve; // never empty
    std::filesystem::path state;         // of a player under a manager
    std::filesystem::path enrolment;     // file that lets it join; empty: none
    std::uint64_t media_bytes_max = std::numeric_limits<std::uint64_t>::max(); // on its disk
    std::string manager; // URL of the players' port, to join by a code; empty: not said
    std::string device_name;
    Seconds report_interval{60}; // between two deliveries of plays and uptime
    bool headless = false;
    OutputBackend output = OutputBackend::automatic;
    std::optional<Seconds> run_for;
    std::filesystem::path stats;      // empty: none
    std::filesystem::path capture;    // empty: none
    std::filesystem::path sound_file; // what is heard, instead of a sound device; empty: none
    std::string fonts_directory;
    std::filesystem::path decoder; // marquee-decode
};

SettingsTable player_settings();

// `settings` passed the table; what remains is what one value cannot say alone.
Result<Config> config_from(const Settings& settings);

} // namespace marquee::player
