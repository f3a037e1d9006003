// The last moment at which the process is known to have lived, cheaply on the disk: after a crash
// or a power cut the next start reads how far this one came.
#pragma once

#include <filesystem>
#include <map>
#include <optional>

#include "player/report/uptime_keeper.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

struct LifeMark {
    Life life;
    Moment alive;                             // the last moment
    std::map<DisplayId, OpenUptime> displays; // what was open then

    friend bool operator==(const LifeMark&, const LifeMark&) = default;
};

// Two places in one file, written in turn: a torn one leaves the other. Owned by one thread; blocks
// on the disk.
class LifeMarkFile {
public:
    // Makes the file, 0600, when it is missing. disk_full, io_failed.
    static Result<LifeMarkFile> open(const std::filesystem::path& path);

    LifeMarkFile(LifeMarkFile&& other) noexcept;
    LifeMarkFile& operator=(LifeMarkFile&& other) noexcept;
    ~LifeMarkFile();

    // What the last process wrote; none: nothing that can be read.
    std::optional<LifeMark> last() const;

    // kept: survives the end of the process. flushed: survives a power cut too.
    enum class Strength { kept, flushed };
    Status write(const LifeMark& mark, Strength strength);

private:
    LifeMarkFile(int descriptor, std::filesystem::path path);

    int descriptor_;
    std::filesystem::path path_;
    std::uint64_t sequence_ = 0; // of the newest place
};

} // namespace marquee::player
