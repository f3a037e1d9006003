// Brings files into the library: resumable uploads (tus 1.0), and the wait until the manager has
// made of each what players can show.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "common/clock.hpp"
#include "ctl/staff_client.hpp"
#include "schemas/model/sha256.hpp"

namespace marquee::ctl {

struct NewMedia {
    std::string unit; // id
    std::string name; // as staff will know it
    std::filesystem::path file;
};

// The same bytes are never uploaded twice: an asset whose original has the file's digest is used.
// One thread; blocks on the network and the disk.
class MediaLoader {
public:
    using Tell = std::function<void(std::string_view line)>;

    struct Loaded {
        std::string asset; // id
        bool was_uploaded = false;
    };

    // `tell` hears how far it has come. All outlive the loader.
    MediaLoader(StaffClient& client, const Clock& clock, Sleeper& sleeper, Tell tell);

    // Reads what assets there are.
    Status open();

    // The manager's refusals; not_found when there is no such file. An upload that breaks off is
    // resumed a few times.
    Result<Loaded> load(const NewMedia& media);

    // Waits until the manager has looked at all that load() returned. The problem of the first that
    // it refused; timed_out when it makes no progress for minutes.
    Status wait_until_ready();

private:
    struct Known {
        std::string id;
        std::string original; // hexadecimal digest
    };
    struct Progress {
        std::string state;
        std::int32_t percent = 0;
    };

    Result<std::string> upload(const NewMedia& media, std::uint64_t size);
    Result<std::string> send_pieces(const std::string& path, const NewMedia& media,
                                    std::uint64_t size);
    Result<std::uint64_t> offset_of(const std::string& path);
    Result<Progress> look_at(const std::string& asset);
    Status wait_for(const std::string& asset, const std::string& name);

    StaffClient& client_;
    const Clock& clock_;
    Sleeper& sleeper_;
    Tell tell_;
    std::vector<Known> known_;
    std::vector<std::pair<std::string, std::string>> awaited_; // id and name
};

} // namespace marquee::ctl
