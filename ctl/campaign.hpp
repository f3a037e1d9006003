// A campaign as a file: slogans, pictures and films, playlists and programs made of them, and where
// and when they show. campaign/1.0.
//
// Things refer to each other by name, so a person can write it; docs/operations.md has an example.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "schemas/model/error.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/manifest.hpp"

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

struct CampaignSchedule {
    std::string name;
    std::string program; // by name
    PriorityClass priority = PriorityClass::normal;
    Times times;
    bool any_time = false;
    std::vector<std::string> displays; // by title, or name
    std::vector<std::string> units;    // by name
};

struct Campaign {
    std::string name;
    std::vector<CampaignSlogan> slogans;
    std::vector<CampaignAsset> assets;
    std::vector<CampaignPlaylist> playlists;
    std::vector<CampaignProgram> programs;
    std::vector<CampaignSchedule> schedules;
};

// Slogans, assets and playlists may be left out.
Result<Campaign> read_campaign(std::string_view text);

} // namespace marquee::ctl
