// A campaign as a file: slogans, programs made of them, and where and when they show. campaign/1.0.
//
// Things refer to each other by name, so a person can write it; docs/operations.md has an example.
// Loading is idempotent: what has its name already is left alone, so an interrupted load is
// finished by the next.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "ctl/staff_client.hpp"
#include "schemas/model/layout_draft.hpp"
#include "schemas/model/manifest.hpp"

namespace marquee::ctl {

struct CampaignSlogan {
    std::string name;
    Slogan slogan;
};

struct CampaignProgram {
    std::string name;
    LayoutDraft layout; // slogans by name
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
    std::vector<CampaignProgram> programs;
    std::vector<CampaignSchedule> schedules;
};

Result<Campaign> read_campaign(std::string_view text);

struct Loaded {
    std::size_t slogans = 0; // made now
    std::size_t programs = 0;
    std::size_t schedules = 0;
    std::size_t present = 0; // found by name and left alone
};

// Everything goes into the root unit. Programs are submitted.
Result<Loaded> load_campaign(StaffClient& client, const Campaign& campaign);

} // namespace marquee::ctl
