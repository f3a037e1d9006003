// What the operator decides about a player: flags, environment, /etc/marquee/player.properties.
#pragma once

#include <cstdint>
#include <filesystem>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "common/settings.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// The local mode: material from the command line, no manager.
struct LocalPlay {
    std::vector<std::filesystem::path> files;
    std::string slogan; // may be empty
    Motion slogan_motion = Motion::scroll_left;
};

// One display of the player: its name, and where it lies on the desktop.
struct DisplayPlace {
    std::string name;
    Rect place;

    friend bool operator==(const DisplayPlace&, const DisplayPlace&) = default;
};

struct Config {
    std::optional<LocalPlay> play;
    std::vector<DisplayPlace> displays; // never empty; local play uses the first
    std::filesystem::path state;        // of a player under a manager
    std::filesystem::path enrolment;    // file that lets it join; empty: none
    std::uint64_t media_bytes_max = std::numeric_limits<std::uint64_t>::max(); // on its disk
    std::string manager; // URL of the players' port, to join by a code; empty: not said
    std::string device_name;
    Seconds report_interval{60}; // between two deliveries of plays and uptime
    bool headless = false;
    std::optional<Seconds> run_for;
    std::filesystem::path stats;   // empty: none
    std::filesystem::path capture; // empty: none
    std::string fonts_directory;
    std::filesystem::path decoder; // marquee-decode
};

SettingsTable player_settings();

// `settings` passed the table; what remains is what one value cannot say alone.
Result<Config> config_from(const Settings& settings);

// "main=1920x1080" or "left=960x1080+960+0": name, size, and place on the desktop.
Result<DisplayPlace> display_from_text(const std::string& text);

} // namespace marquee::player
