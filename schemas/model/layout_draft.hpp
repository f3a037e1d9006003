// A layout as staff write it: items may name a slogan or an asset of the library instead of
// carrying their content, a zone may name a playlist of it, and nothing needs an id.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schemas/model/program.hpp"

namespace marquee {

// References hold an id or, in a file that people write by hand, a name.

// The words and the name of a slogan.
struct SloganReference {
    std::string slogan;

    friend bool operator==(const SloganReference&, const SloganReference&) = default;
};

// The rendition of an asset: a poster, a film or a sound. Volume is a film's or a sound's, motion a
// poster's.
struct AssetReference {
    std::string asset;
    Fit fit = Fit::contain;
    Colour background = colours::black;
    std::int32_t volume_percent = 100;
    bool chime = false; // before a sound
    PosterMotion motion = PosterMotion::still;

    friend bool operator==(const AssetReference&, const AssetReference&) = default;
};

// Pictures of the library that follow each other as the pages of a comic. A program gets an item
// for each: what carries the comic holds for every page, its transition too.
struct ComicReference {
    std::vector<std::string> pages; // assets, in order
    Milliseconds page_time{5'000};
    Fit fit = Fit::contain;
    Colour background = colours::black;
    PosterMotion motion = PosterMotion::still;

    friend bool operator==(const ComicReference&, const ComicReference&) = default;
};

// What stands in a playlist of the library.
struct PlaylistReference {
    std::string playlist;

    friend bool operator==(const PlaylistReference&, const PlaylistReference&) = default;
};

struct DraftItem {
    ItemId id;                            // may be empty
    std::string name;                     // of an item with content of its own, or of a comic
    std::optional<Milliseconds> duration; // absent: a film's own length, else PlaylistItem's
    Transition transition;
    std::variant<Content, SloganReference, AssetReference, ComicReference> shows;
    std::optional<Instant> not_before = {}; // as in PlaylistItem
    std::optional<Instant> not_after = {};

    friend bool operator==(const DraftItem&, const DraftItem&) = default;
};

struct DraftZone {
    std::string name;
    Rect rect; // in canvas units
    std::variant<std::vector<DraftItem>, PlaylistReference> plays;
    std::int32_t opacity_percent = 100; // as in Zone

    friend bool operator==(const DraftZone&, const DraftZone&) = default;
};

struct LayoutDraft {
    Size canvas;
    Colour background = colours::black;
    std::vector<DraftZone> zones;

    friend bool operator==(const LayoutDraft&, const LayoutDraft&) = default;
};

} // namespace marquee
