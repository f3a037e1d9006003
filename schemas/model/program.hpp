// A program: a layout with its playlists, frozen under one revision. The unit that is reviewed,
// signed, scheduled and shown. Its bytes name everything that will be on the glass.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/asset_ref.hpp"
#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/slogan.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// contain: whole picture, bars in the background colour. cover: zone filled, edges cut.
// stretch: fills the zone, proportions lost.
enum class Fit { contain, cover, stretch };

// What a still picture does while it stands, slowly and over its whole duration. pan: the part that
// `cover` would cut is passed over, from left to right or top to bottom; nothing moves where
// nothing is cut. zoom_in, zoom_out: between the picture as its fit shows it and an eighth larger
// about its middle.
enum class PosterMotion { still, pan, zoom_in, zoom_out };

struct Poster {
    AssetRef asset;
    Fit fit = Fit::contain;
    Colour background = colours::black;
    PosterMotion motion = PosterMotion::still;

    friend bool operator==(const Poster&, const Poster&) = default;
};

struct Video {
    AssetRef asset;
    Fit fit = Fit::contain;
    Colour background = colours::black;
    std::int32_t volume_percent = 100; // 0..100

    friend bool operator==(const Video&, const Video&) = default;
};

// How long a chime is heard.
inline constexpr Milliseconds chime_length{2'000};

// Sound without a picture, on screens with a loudspeaker and on displays that are nothing else.
struct Audio {
    AssetRef asset;
    std::int32_t volume_percent = 100;
    bool chime = false; // three soft tones come first; the sound begins chime_length after its item

    friend bool operator==(const Audio&, const Audio&) = default;
};

// The look of words that stand.
struct TextStyle {
    Colour text{255, 255, 255, 255};
    Colour background{0, 0, 0, 255};
    std::int32_t text_height_pixels = 0; // em size of the largest line; 0: the largest that fits
    Alignment alignment = Alignment::centre;
    std::string font; // family of the catalogue; empty: the default sans

    friend bool operator==(const TextStyle&, const TextStyle&) = default;
};

// How exactly a clock face tells the time of day.
enum class ClockTime { none, minutes, seconds };

// What the display's own wall clock and calendar say, drawn by the player: one or several of the
// time, the date, the day of the week and the day of the Chinese calendar with its festival or
// solar term. Passed over while the player does not know the time (playout/cue.hpp).
struct ClockFace {
    ClockTime time = ClockTime::minutes;
    bool date = false;
    bool weekday = false;
    bool lunar_date = false;          // 农历腊月廿三; Chinese in every language
    std::string language = "zh-Hans"; // BCP 47; Chinese or English (rules/time_words.hpp)
    TextStyle style;

    friend bool operator==(const ClockFace&, const ClockFace&) = default;
};

// days: midnights until then, as people count them ("3 days to go" all day long). seconds: what is
// left in days, hours, minutes and seconds.
enum class CountdownUnit { days, seconds };

// How long it is until a moment on the display's wall clock: before, the number, after. Passed over
// as a clock face is.
struct Countdown {
    LocalDate until_date{};
    TimeOfDay until_time;
    CountdownUnit unit = CountdownUnit::days;
    std::string before; // "距春节还有"
    std::string after;  // "天"
    std::string over;   // said from that moment on
    std::string language = "zh-Hans";
    TextStyle style;

    friend bool operator==(const Countdown&, const Countdown&) = default;
};

// A QR code (ISO/IEC 18004) as large as whole pixels let it be, inside the quiet zone that the
// standard asks for, on `light`.
struct Qr {
    std::string text; // UTF-8, most often an address
    Colour dark = colours::black;
    Colour light = colours::white;
    std::string caption; // one line below the code; empty: none
    std::string language = "zh-Hans";

    friend bool operator==(const Qr&, const Qr&) = default;
};

// Pictures by which installers judge a panel. grid: every pixel's place, the edge and the
// diagonals. gradients: white, red, green and blue in all their steps. modules: each module with
// its number, row by row. sweep: a bright line over the whole panel, column by column and row by
// row, then all of it in white, red, green and blue, for pixels that are dead or stuck.
enum class TestCardKind { grid, gradients, modules, sweep };

struct TestCard {
    TestCardKind card = TestCardKind::grid;
    Size module{64, 32}; // pixels of one module, for `modules`

    friend bool operator==(const TestCard&, const TestCard&) = default;
};

using Content = std::variant<Slogan, Poster, Video, Audio, ClockFace, Countdown, Qr, TestCard>;

// slide: the new item pushes the old one out. wipe: an edge uncovers the new item, nothing moves.
enum class TransitionKind { cut, crossfade, slide, wipe };

// Into the item that carries it.
struct Transition {
    TransitionKind kind = TransitionKind::cut;
    Milliseconds duration{0};
    Direction direction = Direction::left; // of the new item, or of the edge; slide, wipe only

    friend bool operator==(const Transition&, const Transition&) = default;
};

struct PlaylistItem {
    ItemId id;
    std::string name; // as people know it; travels into play records
    Milliseconds duration{10'000};
    Transition transition;
    Content content;
    std::optional<Instant> not_before = {}; // outside of its validity it is passed over
    std::optional<Instant> not_after = {};  // (rules/loop.hpp); absent: open

    friend bool operator==(const PlaylistItem&, const PlaylistItem&) = default;
};

struct Playlist {
    std::vector<PlaylistItem> items; // never empty in a valid program

    friend bool operator==(const Playlist&, const Playlist&) = default;
};

struct Zone {
    std::string name;
    Rect rect; // in canvas units; zones may overlap
    Playlist playlist;
    std::int32_t opacity_percent =
        100; // 1..100: of all that the zone draws, over what lies under it

    friend bool operator==(const Zone&, const Zone&) = default;
};

// A canvas cut into rectangles, drawn in order: a later zone lies over an earlier one. On a display
// of another size each edge of a zone moves in proportion and is rounded to a whole pixel, so
// neighbours stay neighbours; content then fits itself into its zone by its own rule and is never
// scaled twice.
struct Layout {
    Size canvas;
    Colour background = colours::black;
    std::vector<Zone> zones;

    friend bool operator==(const Layout&, const Layout&) = default;
};

struct Program {
    OrganisationId organisation;
    ProgramId id;
    std::int32_t revision = 1; // counts up with every freeze
    std::string name;
    UnitId unit;
    Layout layout;
    std::vector<DisplayId> displays_allowed; // empty: any display of the organisation
    Instant not_before{};                    // validity of the approval itself
    Instant not_after{};

    friend bool operator==(const Program&, const Program&) = default;
};

} // namespace marquee
