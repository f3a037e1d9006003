// How the device itself is doing: disk, memory, temperature, load.
#pragma once

#include "schemas/model/contact.hpp"

namespace marquee::player {

// Owned by the sync thread. Never fails: a figure that cannot be read is absent.
class DeviceProbe {
public:
    virtual ~DeviceProbe() = default;

    virtual Vitals vitals() = 0;
};

} // namespace marquee::player
