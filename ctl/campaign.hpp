// A campaign as a file: slogans, pictures and films, playlists and programs made of them, and where
// and when they show. campaign/1.1; of 1.0 too.
//
// Things refer to each other by name, so a person can write it; docs/operations.md has an example.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "ctl/campaign_calendar.hpp"
#include "schemas/model/error.hpp"
#include "schemas/model/layout_draft.hpp"

namespace marquee::ctl {

struct CampaignSlogan {
    std::string name;
    Slogan slogan;
};

struct CampaignAsset {
    std::string name;
    std::filesystem::path file; // relative to the campaign's file, and not above it
};

// References in items are names.
struct CampaignPlaylist {
    std::string name;
    std::vector<DraftItem> items;
};

struct CampaignProgram {
    std::string name;
    LayoutDraft layout;
};

struct Campaign {
    std::string name;
    std::vector<CampaignSlogan> slogans;
    std::vector<CampaignAsset> assets;
    std::vector<CampaignPlaylist> playlists;
    std::vector<CampaignProgram> programs;
    std::vector<CampaignDaypart> dayparts;
    std::vector<CampaignPeriod> periods;
    std::vector<DatedCampaign> campaigns;
    std::vector<CampaignSchedule> schedules;
};

// Only programs and schedules may not be left out. A member that nobody knows is refused.
Result<Campaign> read_campaign(std::string_view text);

} // namespace marquee::ctl
