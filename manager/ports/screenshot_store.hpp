// The latest screenshot of every display.
#pragma once

#include <string_view>

#include "manager/ports/file_descriptor.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/ids.hpp"
#include "schemas/model/time.hpp"

namespace marquee::manager {

struct StoredScreenshot {
    FileDescriptor file; // a PNG, open for reading
    std::uint64_t size_bytes = 0;
    Instant taken_at{};
};

// Any thread; touches the disk.
class ScreenshotStore {
public:
    virtual ~ScreenshotStore() = default;

    // In place of the one before. disk_full, io_failed: the one before stays.
    virtual Status put(const DisplayId& display, std::string_view png, Instant taken_at) = 0;

    // not_found when there is none; io_failed.
    virtual Result<StoredScreenshot> latest(const DisplayId& display) const = 0;
};

} // namespace marquee::manager
