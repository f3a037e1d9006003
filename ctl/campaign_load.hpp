// A campaign into the manager, in the order in which its parts need each other.
//
// Loading is idempotent: what has its name already is left alone, so an interrupted load is
// finished by the next.
#pragma once

#include <cstddef>
#include <filesystem>

#include "ctl/campaign.hpp"
#include "ctl/media_loader.hpp"
#include "ctl/staff_client.hpp"

namespace marquee::ctl {

struct Loaded {
    std::size_t slogans = 0; // made now
    std::size_t assets = 0;
    std::size_t playlists = 0;
    std::size_t programs = 0;
    std::size_t calendar_rows = 0; // dayparts, periods, campaigns
    std::size_t schedules = 0;
    std::size_t present = 0; // found and left alone
};

// Everything goes into the root unit. Programs are submitted. `folder`: where the campaign's files
// lie.
Result<Loaded> load_campaign(StaffClient& client, MediaLoader& media, const Campaign& campaign,
                             const std::filesystem::path& folder);

} // namespace marquee::ctl
