// Makes the source of an item.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "player/ports/frame_source.hpp"
#include "schemas/model/card.hpp"
#include "schemas/model/program.hpp"

namespace marquee::player {

// How loud a display is, in percent.
struct DisplayVolume {
    std::int32_t percent = 100;
    std::int32_t percent_max = 100; // the most it can be set to while the same content goes on

    friend bool operator==(const DisplayVolume&, const DisplayVolume&) = default;
};

// What people call a display and the unit it belongs to; either may be empty.
struct DisplayNames {
    std::string display;
    std::string unit;

    friend bool operator==(const DisplayNames&, const DisplayNames&) = default;
};

// What the engine wants shown: an item in a zone of this size.
struct SourceRequest {
    PlaylistItem item;
    ShownItem shown;          // the identity its frames carry
    Size zone;                // pixels of the display
    Microseconds position{0}; // that frame_at will be asked for first, or a little later
    DisplayVolume volume;     // an item's own volume is a share of it
    Instant starts{};         // of position 0
    std::shared_ptr<const ZoneRules> wall = nullptr;     // of the display; null: UTC
    std::shared_ptr<const DisplayNames> names = nullptr; // for slogans that say them
};

// What a display with nothing to show tells the person in front of it.
struct SlateRequest {
    std::string name; // of the display; may be empty
    std::string code; // enrolment code while the player is not enrolled; empty otherwise
    Size zone;
    std::string device_fingerprint = {}; // with the code, for people to compare
    std::string trust_fingerprint = {};

    friend bool operator==(const SlateRequest&, const SlateRequest&) = default;
};

// What covers a display for a while. Of `order`, what is drawn.
struct CardRequest {
    CardOrder order;
    ShownItem shown; // the identity its frames carry
    Size zone;
};

// Called by the render thread; returns at once and never null. Whatever takes long happens behind
// the source's poll(), and so does failure.
class SourceFactory {
public:
    virtual ~SourceFactory() = default;

    virtual std::unique_ptr<FrameSource> open(const SourceRequest& request) = 0;

    // The built-in picture; needs no network and no store.
    virtual std::unique_ptr<FrameSource> open_slate(const SlateRequest& request) = 0;

    // The same; silent.
    virtual std::unique_ptr<FrameSource> open_card(const CardRequest& request) = 0;
};

} // namespace marquee::player
