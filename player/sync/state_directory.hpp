// The player's state directory: versioned, locked, and made of whole files.
//
// A file is replaced durably or not at all. A file that turns out damaged is renamed aside and
// remembered, and the player goes on without it: nothing found here is ever fatal, except state
// written by newer software.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "common/durable_file.hpp"
#include "schemas/model/contact.hpp"
#include "schemas/model/error.hpp"

namespace marquee::player {

// Names are relative to the root and may hold one folder: "displays/ID/pointer". Owned by the sync
// thread; every call may block on the disk.
class StateDirectory {
public:
    // Makes the directory (0700) when it is missing and removes what killed writers left behind.
    // busy: another player runs on it. newer_schema: written by newer software.
    static Result<StateDirectory> open(const std::filesystem::path& root, const Clock& clock);

    const std::filesystem::path& root() const { return root_; }

    // nullopt: not there, or unreadable and set aside.
    std::optional<std::string> read(const std::string& name, std::size_t bytes_max);

    // 0600. Makes the folder when it is missing.
    Status write(const std::string& name, std::string_view bytes);

    Status remove(const std::string& name);

    // The names of the files in a folder, sorted, without those set aside.
    std::vector<std::string> list(const std::string& folder) const;

    // Renames a damaged file and remembers why. At most limits::quarantine_kept_max are remembered,
    // the newest; the files stay for people to look at.
    void set_aside(const std::string& name, const Error& why);

    const std::vector<Quarantined>& quarantined() const { return quarantined_; }

private:
    StateDirectory(std::filesystem::path root, StateLock lock, const Clock& clock);

    Status check_version();

    std::filesystem::path root_;
    StateLock lock_;
    const Clock* clock_;
    std::vector<Quarantined> quarantined_;
};

} // namespace marquee::player
