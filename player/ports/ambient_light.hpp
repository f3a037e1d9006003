// What a light sensor asks of the brightness of this player's panels.
#pragma once

#include <cstdint>
#include <optional>

namespace marquee::player {

class AmbientLight {
public:
    virtual ~AmbientLight() = default;

    // Of the brightness that is scheduled, per mille; nullopt: there is no sensor, or it has
    // nothing sensible to say. Any thread; never blocks.
    virtual std::optional<std::int32_t> share() const = 0;
};

} // namespace marquee::player
