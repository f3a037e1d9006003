// A program: a layout with its playlists, frozen under one revision. The unit that is reviewed,
// signed, scheduled and shown. Its bytes name everything that will be on the glass.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/geometry.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/sha256.hpp"
#include "schemas/model/time.hpp"

namespace marquee {

// Immutable bytes by their digest.
struct AssetRef {
    Sha256 sha256;
    std::uint64_t size_bytes = 0;
    std::string media_type; // "image/jpeg"

    friend bool operator==(const AssetRef&, const AssetRef&) = default;
};

enum class Motion { still, scroll_left };
enum class Alignment { start, centre, end };

struct SloganStyle {
    Colour text{255, 255, 255, 255};
    Colour background{0, 0, 0, 255};
    Motion motion = Motion::still;
    std::int32_t speed_pixels_per_second = 0; // scroll only; 0: one zone height a second
    std::int32_t text_height_pixels = 0;      // em size; 0: the largest that fits the zone
    Alignment alignment = Alignment::centre;  // still only
    std::string font;                         // family of the catalogue; empty: the default sans

    friend bool operator==(const SloganStyle&, const SloganStyle&) = default;
};

struct Slogan {
    std::string text;                 // UTF-8, NFC; '\n' starts a new line when still
    std::string language = "zh-Hans"; // BCP 47: chooses the forms of Han characters
    SloganStyle style;

    friend bool operator==(const Slogan&, const Slogan&) = default;
};

// contain: whole picture, bars in the background colour. cover: zone filled, edges cut.
// stretch: fills the zone, proportions lost.
enum class Fit { contain, cover, stretch };

struct Poster {
    AssetRef asset;
    Fit fit = Fit::contain;
    Colour background = colours::black;

    friend bool operator==(const Poster&, const Poster&) = default;
};

struct Video {
    AssetRef asset;
    Fit fit = Fit::contain;
    Colour background = colours::black;
    std::int32_t volume_percent = 100; // 0..100

    friend bool operator==(const Video&, const Video&) = default;
};

struct Audio {
    AssetRef asset;
    std::int32_t volume_percent = 100;

    friend bool operator==(const Audio&, const Audio&) = default;
};

using Content = std::variant<Slogan, Poster, Video, Audio>;

enum class TransitionKind { cut, crossfade };

// Into the item that carries it.
struct Transition {
    TransitionKind kind = TransitionKind::cut;
    Milliseconds duration{0};

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
    Rect rect; // in canvas units
    Playlist playlist;

    friend bool operator==(const Zone&, const Zone&) = default;
};

// A canvas cut into rectangles, drawn in order. On a display of another size each edge of a zone
// moves in proportion and is rounded to a whole pixel, so neighbours stay neighbours; content then
// fits itself into its zone by its own rule and is never scaled twice.
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
