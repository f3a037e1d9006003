// Reads the device's vitals from Linux: statvfs(3), /proc (proc(5)) and thermal zones (sysfs).
#pragma once

#include <filesystem>

#include "player/ports/device_probe.hpp"

namespace marquee::player {

class LinuxProbe final : public DeviceProbe {
public:
    // `state`: a path on the disk that matters. `root` stands in for "/" in tests.
    explicit LinuxProbe(std::filesystem::path state, std::filesystem::path root = "/");

    // The temperature is that of the hottest zone.
    Vitals vitals() override;

private:
    std::filesystem::path state_;
    std::filesystem::path root_;
};

} // namespace marquee::player
