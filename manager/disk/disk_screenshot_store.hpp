// Screenshots as files: DIRECTORY/DISPLAY.png, whose modification time is when it was taken.
#pragma once

#include <filesystem>

#include "manager/ports/screenshot_store.hpp"

namespace marquee::manager {

class DiskScreenshotStore final : public ScreenshotStore {
public:
    // Makes the directory (0700) with the first picture.
    explicit DiskScreenshotStore(std::filesystem::path directory);

    Status put(const DisplayId& display, std::string_view png, Instant taken_at) override;
    Result<StoredScreenshot> latest(const DisplayId& display) const override;

private:
    std::filesystem::path file_of(const DisplayId& display) const;

    const std::filesystem::path directory_;
};

} // namespace marquee::manager
